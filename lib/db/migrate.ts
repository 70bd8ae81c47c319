import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { applyMigrations } from "./apply-migrations";
import { indexTaskSearch } from "./index-task-search";
import { makeOwnSchemas, makeQueueTable, UnfitDatabase } from "./own-schemas";
import { pgUrl } from "./pg-url";

export const OLDEST_POSTGRES = 15;

export interface MigrateOptions {
  /** Also creates the sample tables (places, Superstore). Never on a real database. */
  sample?: boolean;
}

// Any number, as long as every Swath takes the same: drizzle's own migrator takes no lock at all.
const MIGRATION_LOCK = 7_385_001;
const CONNECT_MS = 10_000;
const FOLDER = path.join(process.cwd(), "drizzle");

/**
 * Brings a database up to date: Swath's schema, the queue's, and with `sample` the sample tables.
 * Safe to run from several processes at once and as often as one likes.
 * @throws UnfitDatabase when the server can't be reached, is older than Postgres 15, or lets no schemas be made
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<void> {
  const client = new pg.Client({ connectionString: pgUrl(url), keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
  // Lost while the queue's own connection is at work: the next statement says so.
  client.on("error", () => {});
  try {
    await assertFit(client);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await makeOwnSchemas(client);
    await applyMigrations(client, { folder: FOLDER, table: "migrations" });
    await indexTaskSearch(client);
    await makeQueueTable(client);
    await runMigrations({ connectionString: url });
    if (options.sample) {
      // An account named swath would otherwise find the schema of that name first.
      await client.query("set search_path to public");
      await applyMigrations(client, { folder: path.join(FOLDER, "sample"), table: "sample_migrations" });
    }
  } finally {
    // Ending the session frees the lock.
    await client.end();
  }
}

async function assertFit(client: pg.Client): Promise<void> {
  await client.connect().catch((error: unknown) => {
    throw new UnfitDatabase(unreachable(client, error), { cause: error });
  });
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

/** Says where the database was looked for (never the password) and why it didn't answer. */
function unreachable({ database, host, port }: pg.Client, error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return `The database ${database} on ${host}:${port} can't be used (${message || code || "no answer"}). Check DATABASE_URL.`;
}
