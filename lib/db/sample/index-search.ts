import type postgres from "postgres";

/**
 * A trigram index over all that the search of `places` reads, so that it needn't read every record. One column without
 * one would make the database read them all: the search looks in any of them.
 * @returns false where this server has no pg_trgm, or this account may not create it
 */
export async function indexSearch(sql: postgres.Sql): Promise<boolean> {
  const [known] = await sql<{ available: boolean }[]>`
    select exists (select from pg_available_extensions where name = 'pg_trgm') as available`;
  if (!known?.available) return false;
  try {
    await sql`create extension if not exists pg_trgm`;
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  await sql`
    create index if not exists places_search on places using gin (
      name gin_trgm_ops, country gin_trgm_ops, region gin_trgm_ops, feature_code gin_trgm_ops,
      (geoname_id::text) gin_trgm_ops)`;
  await sql`vacuum (analyze) places`;
  return true;
}
