import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import type { Change } from "./change";
import type { ChosenSelection } from "@/lib/tables/model/selection";

/** A change that is one for all records, so that it can be asked for again. */
export type RepeatedChange = Extract<Change, { kind: "update" | "delete" }>;

export function isRepeatable({ selection, change }: Pick<BulkTask, "selection" | "change">): boolean {
  return isChosen(selection) && isGeneral(change);
}

export function isChosen(selection: BulkTask["selection"]): selection is ChosenSelection {
  return selection.kind === "matching" || selection.kind === "records";
}

export function isGeneral(change: BulkTask["change"]): change is RepeatedChange {
  return change?.kind === "update" || change?.kind === "delete";
}
