import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** The history of single edits of places, as of now, that changed nothing. */
export async function insertEdits(db: Db, actorId: string, ids: number[]): Promise<void> {
  await db.execute(sql`
    insert into swath.record_changes (table_name, actor_id, wrote, keys, record_ids, columns)
    select 'places', ${actorId}::uuid, 'values', 'empty', array[id], '{}'
    from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as id`);
}
