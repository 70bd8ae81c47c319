import type { BenchEnvironment } from "./environment";

/** Fills `places` with exactly `n` generated rows and its usual three secondary indexes, freshly vacuumed. */
export async function fillPlaces({ sql }: BenchEnvironment, n: number): Promise<void> {
  await sql`truncate places`;
  await sql`
    insert into places (geoname_id, name, country, region, feature_code, population, latitude, longitude, generated)
    select i, 'Place ' || md5(i::text), (array['US','DE','FR','IN','BR','NL','CN','ZA'])[1 + i % 8], lpad((i % 50)::text, 2, '0'),
      (array['PPL','PPLA','PPLA2','PPLX'])[1 + i % 4], (i::bigint * 7919 % 1000000)::int,
      round((i % 180000) / 1000.0 - 90, 5), round((i % 360000) / 1000.0 - 180, 5), true
    from generate_series(1, ${n}::int) i`;
  await settle({ sql });
}

/** Between two measured writes: dead rows gone, statistics fresh, no checkpoint due. */
export async function settle({ sql }: Pick<BenchEnvironment, "sql">): Promise<void> {
  await sql`vacuum (analyze) places`;
  await sql`checkpoint`;
}

/** Old tasks' chunks and history would only make the disk busy. */
export async function forgetTasks({ sql }: Pick<BenchEnvironment, "sql">): Promise<void> {
  await sql`truncate swath.bulk_tasks, swath.bulk_chunks, swath.notifications, swath.record_outcomes, swath.record_changes`;
}
