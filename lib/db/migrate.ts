import path from "node:path";
import type pg from "pg";
import { clientFor } from "@/lib/db/connect/client-for";
import { BACKENDS } from "@/lib/queue/backends";
import { isTransactionPooler } from "@/lib/db/connect/pooler";
import { whyNoConnection } from "@/lib/db/connect/why-no-connection";
import { applyMigrations } from "./apply-migrations";
import { indexTaskSearch } from "./index-task-search";
import { makeOwnSchemas, UnfitDatabase } from "./own-schemas";
import { CONNECT_MS, LOCK_WAIT } from "./migration-limits";
import { whileNobodyElse } from "./migration-lock";
import { postgresError } from "./postgres-error";

export const OLDEST_POSTGRES = 15;

export interface MigrateOptions {
  /** Also creates the sample tables (places, Superstore). Never on a real database. */
  sample?: boolean;
  /** Where the connection string comes from, for what is said of it. */
  variable?: string;
  /** How long another migration is waited for. */
  patienceMs?: number;
}

const PATIENCE_MS = 120_000;
const FOLDER = path.join(process.cwd(), "drizzle");

/**
 * Brings a database up to date: Swath's schema, the queues', and with `sample` the sample tables.
 * Safe to run from several processes at once and as often as one likes.
 * @throws UnfitDatabase when the server can't be reached, is older than Postgres 15, or lets no schemas be made
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<void> {
  const { sample = false, variable = "DATABASE_URL", patienceMs = PATIENCE_MS } = options;
  try {
    if (await isTransactionPooler(url)) throw new UnfitDatabase(pooled(variable));
  } catch (error) {
    if (error instanceof UnfitDatabase) throw error;
    throw new UnfitDatabase(whyNoConnection(url, error, variable), { cause: error });
  }
  const client = clientFor(url, { applicationName: "swath-migrate", connectTimeoutMs: CONNECT_MS });
  // Lost while the queue's own connection is at work: the next statement says so.
  client.on("error", () => {});
  try {
    await client.connect();
    await assertFit(client);
    await whileNobodyElse(url, patienceMs, () => migrate(client, url, sample));
  } catch (error) {
    if (postgresError(error)?.code !== "55P03") throw error;
    const why = `A table of Swath has been in use for ${LOCK_WAIT}: nothing was changed in it. Try again when less goes on.`;
    throw new UnfitDatabase(why, { cause: error });
  } finally {
    await client.end();
  }
}

async function migrate(client: pg.Client, url: string, sample: boolean): Promise<void> {
  await client.query(`set lock_timeout to '${LOCK_WAIT}'`);
  await makeOwnSchemas(client);
  await applyMigrations(client, { folder: FOLDER, table: "migrations" });
  await indexTaskSearch(client);
  for (const { migrate: migrateQueue } of BACKENDS) await migrateQueue?.(url);
  if (!sample) return;
  // An account named swath would otherwise find the schema of that name first.
  await client.query("set search_path to public");
  await applyMigrations(client, { folder: path.join(FOLDER, "sample"), table: "sample_migrations" });
}

function pooled(variable: string): string {
  return variable === "DATABASE_DIRECT_URL"
    ? "DATABASE_DIRECT_URL leads through a transaction pooler: give it the address of the database itself."
    : "Migrations need a connection of their own, and DATABASE_URL leads through a transaction pooler: set DATABASE_DIRECT_URL to the address of the database itself. (A pooler of sessions will do: it is told by ?pgbouncer=false.)";
}

async function assertFit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string; server_version_num: string }>(`
    select current_setting('server_version') as server_version,
           current_setting('server_version_num') as server_version_num`);
  const [server] = rows;
  if (server && Number(server.server_version_num) < OLDEST_POSTGRES * 10_000) {
    throw new UnfitDatabase(
      `The database runs Postgres ${server.server_version}; Swath needs Postgres ${OLDEST_POSTGRES} or later.`,
    );
  }
}
