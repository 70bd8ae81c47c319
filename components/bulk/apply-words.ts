import type { PlanPreview } from "@/lib/bulk/plan-preview";
import type { ErrorPolicy } from "@/lib/bulk/policies";
import { number, records } from "./count-words";

type Verb = "Update" | "Delete" | "Undo" | "Retry";

/** "Update 17,431 records in the background": what the button does, with the number. */
export function applyLabel(verb: Verb, runs: PlanPreview["runs"], count: number, exact: boolean): string {
  const where = runs === "background" ? "in the background" : "now";
  return `${verb} ${exact ? "" : "up to "}${records(count)} ${where}`;
}

export interface ApplyReadiness {
  preview: PlanPreview | undefined;
  loading: boolean;
  /** The preview could not be computed in time; the change itself is sound. */
  unforeseen: boolean;
  errorPolicy: ErrorPolicy;
  verb: Verb;
  typed: string;
}

/** Why nothing can be applied yet, as a sentence; null when it can. */
export function whyNotYet({ preview, loading, unforeseen, errorPolicy, verb, typed }: ApplyReadiness): string | null {
  if (!preview)
    return loading
      ? `Counting what will ${verb === "Delete" ? "go" : "change"}…`
      : unforeseen
        ? null
        : "There is no preview yet.";
  if (loading) return "Counting again…";
  if (preview.runs === "impossible") return preview.runsWhy ?? "This can't run now.";
  const { willChange, refused, total, unchanged } = preview.counts;
  if (willChange === 0) return nothingChanges(total, unchanged, refused, verb);
  if (errorPolicy === "all_or_nothing" && refused > 0) {
    return `${records(refused)} would be refused, so nothing would change at all. Skip ${refused === 1 ? "it" : "them"}, or adjust the change.`;
  }
  if (preview.confirmNumber !== null && typedNumber(typed) !== preview.confirmNumber) {
    return `Type ${number(preview.confirmNumber)} to confirm.`;
  }
  return null;
}

function nothingChanges(total: number, unchanged: number, refused: number, verb: Verb): string {
  if (unchanged === total)
    return `Nothing would change: ${total === 1 ? "the record is" : `all ${records(total)} are`} already like this.`;
  if (refused === total)
    return `Nothing would change: ${total === 1 ? "the record" : "every record"} would be refused.`;
  return verb === "Delete" ? "Nothing would be deleted." : "Nothing would change.";
}

/** "17,431" and "17431" are both what was asked for. */
export function typedNumber(text: string): number | undefined {
  const digits = text.trim().replace(/[\s,.'’]/g, "");
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
