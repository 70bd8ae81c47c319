import { sql } from "drizzle-orm";
import type { Db, Tx } from "./client";

/** `RETURNING old.*` came with Postgres 18; before that, a locking CTE reads the old values. */
export const RETURNING_OLD = 180_000;

const versions = new WeakMap<object, number>();

/** `server_version_num`, for example 180004; asked once per pool. */
export async function serverVersion(db: Db | Tx): Promise<number> {
  const known = versions.get(db);
  if (known) return known;
  const [row] = await db.execute<{ v: number }>(sql`select current_setting('server_version_num')::int as v`);
  const version = row?.v ?? 0;
  versions.set(db, version);
  return version;
}
