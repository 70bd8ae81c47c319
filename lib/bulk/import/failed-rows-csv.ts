import { sql } from "drizzle-orm";
import { BYTE_ORDER_MARK, csvText } from "@/lib/csv-text";
import type { Ctx } from "@/lib/ctx";
import type { ImportedFile } from "@/lib/tables/model/selection";
import type { Db } from "@/lib/db/client";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import { type TaskIdInput, visibleTask } from "@/lib/bulk/task/list-tasks";
import type { RowValues } from "@/lib/bulk/model/row-values";
import { allCells } from "./kept-cells";
import { listedAs } from "@/lib/bulk/change/slice";
import { tellable } from "@/lib/bulk/report/tellable";
import { viewableTable } from "@/lib/tables/table-for";

const NEVER_REACHED = "The task ended before it came to this row.";

/**
 * The rows of an imported file that were not taken, written as that file was, with the reason behind: mended, they can be
 * imported again. Goes chunk by chunk, past those where all went well.
 *
 * @throws AppError NOT_FOUND (also for tasks without a file), UNKNOWN_TABLE, FORBIDDEN
 */
export async function failedRowsCsv(
  ctx: Ctx,
  { taskId }: TaskIdInput,
  signal: AbortSignal,
): Promise<AsyncGenerator<string, void, undefined>> {
  const { selection, tableName } = await visibleTask(ctx, taskId);
  const table = viewableTable(ctx.actor, tableName);
  if (selection.kind !== "values" || !selection.file) throw new AppError("NOT_FOUND", "This task had no file.");
  return pieces(ctx.db, table, taskId, selection.file, signal);
}

async function* pieces(
  db: Db,
  table: TableDef,
  taskId: string,
  { header, columns = [], delimiter }: ImportedFile,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvText([[...header, "Row", "Outcome", "Column", "Reason"]], delimiter);
  for await (const rows of failedRows(db, taskId, signal)) {
    yield csvText(
      rows.map(({ cells, values, row, outcome, ...why }) => {
        const { column, message } = tellable(table, { ...why, message: why.message ?? NEVER_REACHED });
        return [
          ...allCells({ cells, values }, columns, header.length),
          row,
          outcome ?? "unprocessed",
          column ?? "",
          message,
        ];
      }),
      delimiter,
    );
  }
}

async function* failedRows(db: Db, taskId: string, signal: AbortSignal): AsyncGenerator<FailedRow[], void, undefined> {
  let seq: number | undefined = -1;
  while (!signal.aborted) {
    const [next]: { seq: number }[] = await db.execute<{ seq: number }>(sql`
      select seq from swath.bulk_chunks
      where task_id = ${taskId} and seq > ${seq}::int
        and (done_at is null or changed + unchanged < size)
      order by seq limit 1`);
    if (!next) return;
    seq = next.seq;
    yield await db.execute<FailedRow>(sql`
      select (frozen.given ->> 'row')::int as row, frozen.given -> 'cells' as cells,
        coalesce(frozen.given -> 'values', frozen.given -> 'unused') as values,
        outcome.outcome, outcome.column_id as column, outcome.message
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) as frozen(id, given)
      left join swath.record_outcomes outcome on outcome.task_id = ${taskId} and outcome.record_id = ${listedAs}
      where chunk.task_id = ${taskId} and chunk.seq = ${seq}::int and (chunk.done_at is null or outcome.id is not null)
      order by 1`);
  }
}

type FailedRow = {
  row: number;
  cells: RowValues["cells"];
  values: RowValues["values"];
  outcome: string | null;
  column: string | null;
  message: string | null;
};
