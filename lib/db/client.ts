import type { Logger } from "drizzle-orm";
import { PgDatabase, PgDialect, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import { poolFor } from "@/lib/db/connect/client-for";
import { readConnection } from "@/lib/db/connect/connection-string";
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

/** By database: one connection apart, opened when it is first needed. */
const cancellers = new WeakMap<Db, () => Db>();

/** What cancels a statement of this database. All connections of the pool may be held by those that are to be cancelled. */
export function cancellerOf(db: Db): Db {
  return cancellers.get(db)?.() ?? db;
}

export interface OpenOptions {
  /** Connections in the pool. */
  max?: number;
  applicationName?: string;
  /** Server settings of each connection, for example `{ statement_timeout: "15s" }`; behind a pooler of each transaction. */
  settings?: Record<string, string>;
  /** Whether a pooler stands in between; where nobody says so, each connection finds out. */
  pooled?: boolean | undefined;
  /** How long a connection that nobody uses is kept, milliseconds. */
  idleMs?: number;
  /** How long a statement waits for a free connection, milliseconds. */
  connectMs?: number;
  /** Is told of every statement that is sent. */
  logger?: Logger;
}

const IDLE_MS = 60_000;
const APART_MS = 5_000;
const LIFETIME_SECONDS = 3_600;

/** Opens a pool. Nothing in it needs a session, so a transaction pooler may stand in between. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const { applicationName = "swath", settings = {}, pooled = readConnection(url).pooled } = options;
  const pool = poolFor(url, {
    max: options.max ?? 10,
    applicationName,
    ...(pooled === undefined ? { settingsOfSession: settings } : { settings: pooled ? {} : settings }),
    idleTimeoutMillis: options.idleMs ?? IDLE_MS,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    ...(options.connectMs === undefined ? {} : { connectTimeoutMs: options.connectMs }),
  });
  const dialect = new PgDialect();
  const session = new PoolSession(pool, dialect, { logger: options.logger, settings, pooled });
  const db = new PgDatabase<Rows>(dialect, session, undefined);
  let apart: Database | undefined;
  // Opened as any other; nobody cancels what cancels.
  cancellers.set(db, () => (apart ??= openDatabase(url, { applicationName, max: 1, idleMs: APART_MS, pooled })).db);
  return { db, end: async () => void (await Promise.all([pool.end(), apart?.end()])) };
}
