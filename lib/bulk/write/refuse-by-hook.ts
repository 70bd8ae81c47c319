import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { literal, toJson } from "@/lib/tables/column-sql";
import type { RecordValues } from "@/lib/tables/model/table-info";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { altered, labelOf, recordOfSlice, writable } from "@/lib/bulk/change/slice-record";
import { sliceCte } from "@/lib/bulk/change/slice";
import { givenRecords, insertOutcomes, type ListedRecord } from "./insert-outcomes";

/**
 * Asks the table's `validate` hook about each record that would be written, with all its values before and after, whoever asks.
 * Refused records are listed as outcomes; answers with their ids by chunk. Without a hook it costs nothing.
 */
export async function refuseByHook(tx: Tx, runnable: RunnableTask, seqs: number[]): Promise<Map<number, string[]>> {
  const refused = new Map<number, string[]>();
  const { task, table, compiled, facts } = runnable;
  const { validate } = table.bulk;
  if (!validate || compiled.mode === "restore") return refused;
  const adds = compiled.mode === "insert";

  const columns = (next: boolean) =>
    sql.join(
      (table.whole ?? table).columns.map((column) => {
        const assignment = next ? compiled.assignments.find((a) => a.column.id === column.id) : undefined;
        return sql`${literal(column.id)}, ${toJson(column, assignment?.next ?? sql`${column.pgColumn}`)}`;
      }),
      sql`, `,
    );
  const rows = await tx.execute<{
    seq: number;
    id: string;
    label: string | null;
    before: RecordValues;
    after: RecordValues;
  }>(sql`
    with ${sliceCte(runnable, { seqs })}
    select swath_slice.seq, swath_slice.id, ${labelOf(runnable)} as label,
      ${adds ? sql`'{}'::jsonb` : sql`jsonb_build_object(${columns(false)})`} as before, jsonb_build_object(${columns(true)}) as after
    from swath_slice left join ${table.pgTable} on ${recordOfSlice(runnable)}
    where ${compiled.guard} and ${writable(runnable)} and ${altered(runnable)}
    order by swath_slice.seq, swath_slice.n`);

  const listed: ListedRecord[] = [];
  for (const { seq, id, label, before, after } of rows) {
    const message = await validate({ id, before, after }, facts);
    if (message === undefined) continue;
    refused.set(seq, [...(refused.get(seq) ?? []), id]);
    listed.push({ record_id: id, label, outcome: "failed", column_id: null, code: "validation", message });
  }
  if (listed.length > 0) {
    await tx.execute(insertOutcomes(task.id, givenRecords(listed)));
  }
  return refused;
}
