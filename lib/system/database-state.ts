import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { postgresError } from "@/lib/db/postgres-error";
import journal from "@/drizzle/meta/_journal.json";
import type { DatabaseFacts } from "./facts";

/** When the last migration of this version was made; a database that has a later one is ahead, which is no harm. */
const LAST = Math.max(...journal.entries.map(({ when }) => when));

/** @throws when the database does not answer */
export async function databaseState(db: Db): Promise<DatabaseFacts> {
  const [row] = await db.execute<{ version: string; bytes: number; read_only: boolean }>(sql`
    select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes,
      pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`);
  return {
    answers: true,
    version: row?.version ?? null,
    bytes: row?.bytes ?? null,
    readOnly: row?.read_only ?? false,
    behind: (await lastMigration(db)) < LAST,
  };
}

async function lastMigration(db: Db): Promise<number> {
  try {
    const [row] = await db.execute<{ last: string | null }>(sql`select max(created_at) as last from swath.migrations`);
    return Number(row?.last ?? 0);
  } catch (error) {
    // No such table, no such schema: nothing has ever been migrated here. An account that may not look asks nothing of it.
    const code = postgresError(error)?.code ?? "";
    if (code === "42501") return Infinity;
    if (code === "42P01" || code === "3F000") return 0;
    throw error;
  }
}

/** Why the database can't be worked with, in a sentence; null where it can. */
export function whyNotReady({ answers, behind, readOnly }: DatabaseFacts): string | null {
  if (!answers) return "The database does not answer.";
  if (behind) return "The database lacks migrations of this version: run `npm run db:migrate`.";
  return readOnly ? "The database takes no writes: it is a standby, or set to read-only." : null;
}
