import type { BenchEnvironment } from "./environment";

/** What the server writes to its log while `work` runs, in bytes; whoever else writes meanwhile counts as well. */
export async function walOf<T>({ sql }: BenchEnvironment, work: () => Promise<T>): Promise<{ result: T; wal: number }> {
  const [before] = await sql<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`;
  const result = await work();
  const [after] = await sql<{ bytes: number }[]>`
    select (pg_current_wal_insert_lsn() - ${before!.lsn}::pg_lsn)::float as bytes`;
  return { result, wal: after!.bytes };
}

/** The whole history on disk: its months, their indexes and what lies beside the rows. */
export async function historyBytes({ sql }: BenchEnvironment): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select sum(pg_total_relation_size(relid))::float as bytes from pg_partition_tree('swath.record_changes') where isleaf`;
  return row!.bytes;
}

/** The same for an update of one column of all `places`, kept as a row of JSON per record with an index on its id. */
export async function historyByRowBytes({ sql }: BenchEnvironment): Promise<number> {
  await sql`drop table if exists bench_history_by_row`;
  await sql`create table bench_history_by_row (task_id uuid, table_name text not null, record_id text collate "C" not null,
    root_id text, actor_id uuid not null, before json, after json, undoes timestamptz, at timestamptz not null default now())`;
  await sql`create index on bench_history_by_row (record_id)`;
  await sql`insert into bench_history_by_row (task_id, table_name, record_id, actor_id, before, after)
    select gen.task, 'places', geoname_id::text, gen.actor, json_build_object('population', population - 1),
      json_build_object('population', population)
    from places, (select gen_random_uuid() as task, gen_random_uuid() as actor) as gen`;
  const [row] = await sql<{ bytes: number }[]>`select pg_total_relation_size('bench_history_by_row')::float as bytes`;
  await sql`drop table bench_history_by_row`;
  return row!.bytes;
}
