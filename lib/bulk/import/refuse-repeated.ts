import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { listed, plural } from "@/lib/model/locale";
import type { ColumnDef } from "@/lib/tables/table-def";

/**
 * Refuses every row that means the same record as an earlier row of its file: which of them should win nobody can know,
 * and a chunk holds a record once. Found by the database, however long the file is.
 */
export async function refuseRepeated(db: Db, taskId: string, key: ColumnDef[]): Promise<void> {
  // Hardly any file has one, and the ids alone are a fraction of what stands beside them.
  const [twice] = await db.execute(sql`
    select 1 from swath.bulk_chunks chunk cross join lateral unnest(chunk.record_ids) as frozen(id)
    where chunk.task_id = ${taskId} and id is not null group by id having count(*) > 1 limit 1`);
  if (!twice) return;
  const labels = listed(key.map(({ label }) => label));
  const sentence = `${labels} ${plural(key.length, "is", "are")} the same as in row `;
  await db.execute(sql`
    with frozen as (
      select chunk.seq, record.n, record.id, (record.given ->> 'row')::int as row
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) with ordinality as record(id, given, n)
      where chunk.task_id = ${taskId} and record.id is not null),
    numbered as (
      select seq, n, first_value(row) over same as first, row_number() over same as nth
      from frozen window same as (partition by id order by row)),
    repeated as materialized (select * from numbered where nth > 1),
    mended as (
      select chunk.seq,
        array_agg(case when repeated.n is null then record.id end order by record.n) as ids,
        array_agg(case when repeated.n is null then record.given else (record.given - 'values') || jsonb_build_object(
          'unused', record.given -> 'values', 'refused', jsonb_build_object('column', ${key[0]?.id ?? null}::text, 'code', 'repeated',
            'message', ${sentence}::text || repeated.first || '.')) end
          order by record.n) as given
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) with ordinality as record(id, given, n)
      left join repeated on repeated.seq = chunk.seq and repeated.n = record.n
      where chunk.task_id = ${taskId} and chunk.seq in (select seq from repeated)
      group by chunk.seq)
    update swath.bulk_chunks chunk set record_ids = mended.ids, given = mended.given
    from mended where chunk.task_id = ${taskId} and chunk.seq = mended.seq`);
}
