import type postgres from "postgres";
import type { OnRows } from "./copy-rows";

/** Above every id of GeoNames (now below 13 million). */
export const FIRST_GENERATED_ID = 100_000_000;
const BATCH = 50_000;

/**
 * Grows `places` to `wanted` rows with variations of the real ones, marked `generated`. Never removes any.
 * @returns how many were added
 */
export async function growPlaces(sql: postgres.Sql, wanted: number, onRows: OnRows = () => {}): Promise<number> {
  const [now] = await sql<{ count: number; next: number; real: number }[]>`
    select count(*)::int as count, greatest(max(geoname_id) + 1, ${FIRST_GENERATED_ID}) as next,
           count(*) filter (where not generated)::int as real from places`;
  if (!now?.real) throw new Error("There are no real places to vary. Start Swath once, so that the sample is loaded.");
  const missing = Math.max(0, wanted - now.count);
  for (let at = 0; at < missing; at += BATCH) {
    const rows = Math.min(BATCH, missing - at);
    await addVariations(sql, now.next + at, rows, now.real);
    onRows(rows);
  }
  if (missing) await sql`vacuum (analyze) places`;
  return missing;
}

// Arithmetic on the id instead of random(): the same call makes the same places everywhere.
async function addVariations(sql: postgres.Sql, first: number, rows: number, real: number): Promise<void> {
  await sql`
    with real as (
      select *, row_number() over (order by geoname_id) - 1 as nth from places where not generated
    )
    insert into places
      (geoname_id, name, country, region, feature_code, population, latitude, longitude, generated)
    select id, real.name || ' ' || ((id - ${FIRST_GENERATED_ID}::int) / ${real}::int + 2), real.country, real.region,
           real.feature_code, (real.population * (0.5 + (id % 997) / 997.0))::int,
           greatest(-90, least(90, real.latitude + (id % 201 - 100) / 1000.0)),
           greatest(-180, least(180, real.longitude + (id % 211 - 105) / 1000.0)), true
    from generate_series(${first}::int, ${first + rows - 1}::int) as id
    join real on real.nth = (id - ${FIRST_GENERATED_ID}::int) % ${real}::int`;
}
