import type { PlanPreview } from "@/lib/bulk/model/preview";
import type { ErrorPolicy } from "@/lib/bulk/model/policies";
import { plural } from "@/lib/model/locale";
import { number, records } from "@/components/values/count-words";

type Verb = "Update" | "Delete" | "Undo" | "Retry" | "Add";

/** "Update 17,431 records in the background": what the button does, with the number. */
export function applyLabel(verb: Verb, runs: PlanPreview["runs"], count: number, exact: boolean): string {
  const where = runs === "background" ? "in the background" : "now";
  return `${verb} ${exact ? "" : "up to "}${records(count)} ${where}`;
}

export interface ApplyReadiness {
  preview: PlanPreview | undefined;
  loading: boolean;
  /** Code of the error that the preview ended in. */
  failed: string | null;
  errorPolicy: ErrorPolicy;
  verb: Verb;
  typed: string;
}

/** Why nothing can be applied yet, as a sentence; null when it can. */
export function whyNotYet({ preview, loading, failed, errorPolicy, verb, typed }: ApplyReadiness): string | null {
  if (!preview)
    return loading ? `Counting what will ${verb === "Delete" ? "go" : "change"}…` : whyNotUnseen(failed, errorPolicy);
  if (loading) return "Counting again…";
  if (preview.runs === "impossible") return preview.runsWhy ?? "This can't run now.";
  const { willChange, refused, total, unchanged } = preview.counts;
  if (willChange === 0) return nothingChanges(total, unchanged, refused, verb);
  if (errorPolicy === "all_or_nothing" && refused > 0) {
    return `${records(refused)} would be refused, so nothing would change at all. Skip ${plural(refused, "it", "them")}, or adjust the change.`;
  }
  if (preview.confirmNumber !== null && typedNumber(typed) !== preview.confirmNumber) {
    return `Type ${number(preview.confirmNumber)} to confirm.`;
  }
  return null;
}

/** A count that took too long, or one record that fails it, does not speak against the change itself. */
function whyNotUnseen(failed: string | null, errorPolicy: ErrorPolicy): string | null {
  if (failed === "TOO_MANY") return null;
  if (failed !== "REFUSED") return "There is no preview.";
  return errorPolicy === "skip_failed"
    ? null
    : "A record would be refused, so nothing would change at all. Skip it, or adjust the change.";
}

function nothingChanges(total: number, unchanged: number, refused: number, verb: Verb): string {
  if (unchanged === total)
    return `Nothing would change: ${plural(total, "the record is", `all ${records(total)} are`)} already like this.`;
  if (refused === total)
    return `Nothing would change: ${plural(total, "the record", "every record")} would be refused.`;
  return verb === "Delete" ? "Nothing would be deleted." : "Nothing would change.";
}

/** "17,431" and "17431" are both what was asked for. */
export function typedNumber(text: string): number | undefined {
  const digits = text.trim().replace(/[\s,.'’]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
