import { getJson } from "@/components/http/request";
import { cellKey, type CellWrite } from "@/components/grid/editing/use-cell-writes";
import type { OutcomePage } from "@/lib/bulk/report/list-outcomes";
import type { TableInfo } from "@/lib/tables/model/table-info";

/** Why cells were not written, by cell; what concerns a whole record stands at its first cell. @throws RequestFailure */
export async function readRefusals(
  taskId: string,
  { columns }: TableInfo,
  cells: readonly CellWrite[],
): Promise<Map<string, string>> {
  const { rows } = await getJson<OutcomePage>(`/api/tasks/${taskId}/outcomes?limit=200`, { has: ["rows"] });
  const sentences = new Map<string, string>();
  for (const { recordId, column, message } of rows) {
    const blamed = columns.find(({ label }) => label === column)?.id;
    const at = blamed ?? cells.find(({ row }) => row.id === recordId)?.column.id;
    if (at) sentences.set(cellKey(recordId, at), `Not saved. ${message}`);
  }
  return sentences;
}
