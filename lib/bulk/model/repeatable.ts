import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import type { Change } from "./change";
import type { GivenSelection } from "@/lib/tables/model/selection";

/** A change that is one for all records, so that it can be asked for again. */
export type RepeatedChange = Extract<Change, { kind: "update" | "delete" }>;

export function isRepeatable({ selection, change }: Pick<BulkTask, "selection" | "change">): boolean {
  return isGiven(selection) && isGeneral(change);
}

export function isGiven(selection: BulkTask["selection"]): selection is GivenSelection {
  return selection.kind === "matching" || selection.kind === "records";
}

export function isGeneral(change: BulkTask["change"]): change is RepeatedChange {
  return change?.kind === "update" || change?.kind === "delete";
}
