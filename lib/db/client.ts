import type { Logger } from "drizzle-orm";
import { PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import { pgUrl } from "./pg-url";
import { PoolSession } from "./session";

interface Rows extends PgQueryResultHKT {
  type: this["row"][];
}

/** drizzle over `pg`; `execute` answers with the rows. */
export type Db = PgDatabase<Rows>;
/** A transaction of `Db`: what a verb passes on so that several writes commit as one. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface Database {
  db: Db;
  end: () => Promise<void>;
}

export interface OpenOptions {
  /** Connections in the pool. */
  max?: number;
  applicationName?: string;
  /** Server settings of each connection, for example `{ statement_timeout: "15s" }`. */
  settings?: Record<string, string>;
  /** Is told of every statement that is sent. */
  logger?: Logger;
}

const IDLE_MS = 60_000;
const LIFETIME_SECONDS = 3_600;
const CONNECT_MS = 30_000;

/** Opens a pool. Nothing in it is prepared by name, so a transaction pooler may stand in between (`?pgbouncer=true`). */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: pgUrl(url),
    max: options.max ?? 10,
    application_name: options.applicationName ?? "swath",
    options: Object.entries(options.settings ?? {})
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    connectionTimeoutMillis: CONNECT_MS,
  });
  // A connection lost while nobody used it: the pool opens another when one is needed.
  pool.on("error", () => {});
  // An error that comes between two owners, or after the last one, must not end the process.
  pool.on("connect", (client) => void client.on("error", () => {}));
  const dialect = new PgDialect();
  const session = new PoolSession(pool, dialect, options.logger);
  return { db: new PgDatabase<Rows>(dialect, session, undefined), end: () => pool.end() };
}
