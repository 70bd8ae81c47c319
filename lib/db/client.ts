import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { guardTransactions } from "./guard-transactions";

export type Db = PostgresJsDatabase;
/** A transaction of `Db`: what a verb passes on so that several writes commit as one. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface Database {
  db: Db;
  /** The postgres.js client under `db`. drizzle changes its serialisers: use it only to end or reserve. */
  sql: postgres.Sql;
  end: () => Promise<void>;
}

export interface OpenOptions {
  /** Connections in the pool. */
  max?: number;
  applicationName?: string;
  /** Server settings of each connection, for example `{ statement_timeout: "15s" }`. */
  settings?: Record<string, string>;
}

/** Opens a pool. Behind a transaction pooler (`?pgbouncer=true` or port 6543) prepared statements are off. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const pooled = /[?&]pgbouncer=true/.test(url) || new URL(url).port === "6543";
  const sql = postgres(url.replace(/([?&])pgbouncer=true&?/, "$1"), {
    max: options.max ?? 10,
    prepare: !pooled,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? "swath", ...options.settings },
  });
  return { db: drizzle(guardTransactions(sql)), sql, end: () => sql.end({ timeout: 5 }) };
}
