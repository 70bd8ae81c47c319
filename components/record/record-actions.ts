import type { SaveCell } from "@/components/grid/editing/use-cell-writes";
import type { ActionResult } from "@/lib/model/action-result";
import type { RevertRecordInput } from "@/lib/tables/record/revert-record";
import type { RecordRow } from "@/lib/tables/model/table-info";

/** The server actions of the record drawer. */
export interface RecordActions {
  saveCell: SaveCell;
  revertRecord: (input: RevertRecordInput) => Promise<ActionResult<RecordRow>>;
}
