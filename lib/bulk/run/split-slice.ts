import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/postgres-error";

/**
 * Cuts the slice that a lane would claim next down to `records`; the rest becomes a slice of its own at the end of the
 * task. So a task that is limited in mid-run moves in small steps, too. Slices that are claimed are left alone.
 * Both parts of an undo's slice say which places of the parent's history they stand for.
 */
export async function splitSlice(db: Db, taskId: string, records: number): Promise<void> {
  try {
    await db.execute(sql`
      with next as materialized (
        select *, coalesce(source_places, case when source_id is not null then array(select generate_series(1, size)) end) as places
        from swath.bulk_chunks
        where task_id = ${taskId} and done_at is null and (not_before is null or not_before <= now())
        order by seq limit 1
        for update skip locked),
      rest as (
        insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, given, source_id, source_places, size)
        select ${taskId}::uuid, (select max(seq) + 1 from swath.bulk_chunks where task_id = ${taskId}),
          record_ids[${records}::int + 1:], versions[${records}::int + 1:], contents[${records}::int + 1:],
          given[${records}::int + 1:], source_id, places[${records}::int + 1:], size - ${records}::int
        from next where size > ${records}::int
        returning seq)
      update swath.bulk_chunks chunk
      set record_ids = next.record_ids[1:${records}::int], versions = next.versions[1:${records}::int],
        contents = next.contents[1:${records}::int], given = next.given[1:${records}::int],
        source_places = next.places[1:${records}::int], size = ${records}::int
      from next
      where chunk.task_id = ${taskId} and chunk.seq = next.seq and exists (select from rest)`);
  } catch (error) {
    // Another lane has split at the same moment: its slice, or a whole one, will do.
    if (!isUniqueViolation(error)) throw error;
  }
}
