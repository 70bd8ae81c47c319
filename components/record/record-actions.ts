import type { SaveCell } from "@/components/grid/use-cell-writes";
import type { ActionResult } from "@/lib/action-result";
import type { RevertRecordInput } from "@/lib/tables/revert-record";
import type { RecordRow } from "@/lib/tables/table-info";

/** The server actions of the record drawer. */
export interface RecordActions {
  saveCell: SaveCell;
  revertRecord: (input: RevertRecordInput) => Promise<ActionResult<RecordRow>>;
}
