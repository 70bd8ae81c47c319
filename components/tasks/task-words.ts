import { COUNTED_OUTCOMES, processedOf } from "@/lib/bulk/outcomes";
import { isTerminal } from "@/lib/bulk/states";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";
import { OUTCOME_LOOK } from "@/components/ui/outcome-look";

const number = (n: number) => n.toLocaleString("en");

/** "987 changed · 13 failed"; a cancelled task also says what it never came to. */
export function outcomeText({ counts, total, state, operation }: TaskSnapshot): string {
  const done = { update: "changed", import: "changed", delete: "deleted", undo: "restored" }[operation];
  const parts = COUNTED_OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${number(counts[outcome])} ${outcome === "changed" ? done : OUTCOME_LOOK[outcome].word}`,
  );
  const left = total - processedOf(counts);
  if (isTerminal(state) && left > 0) parts.push(`${number(left)} not processed`);
  return parts.join(" · ") || "nothing changed";
}

/** "1,812 of 2,981" */
export function progressText({ processed, total }: TaskSnapshot): string {
  return `${number(processed)} of ${number(total)}`;
}

/** "9,400 records/s", with two digits that count. */
export function rateText(rate: number | null): string | null {
  if (rate === null) return null;
  const shown = rate >= 100 ? Number(rate.toPrecision(2)) : rate >= 10 ? Math.round(rate) : Number(rate.toFixed(1));
  return `${number(shown)} records/s`;
}

/** "about 1–2 min left": no more exact than it is. */
export function remainingText(remaining: TaskSnapshot["remaining"]): string | null {
  if (!remaining) return null;
  const { low, high } = remaining;
  if (high < 5) return "a few seconds left";
  if (high < 90) return range(Math.max(5, roundTo(low, 5)), roundTo(high, 5), "s");
  if (high < 5_400) return range(Math.max(1, Math.round(low / 60)), Math.ceil(high / 60), "min");
  return range(Math.max(1, Math.round(low / 3_600)), Math.ceil(high / 3_600), "h");
}

function range(low: number, high: number, unit: string): string {
  return low >= high ? `about ${high} ${unit} left` : `about ${low}–${high} ${unit} left`;
}

const roundTo = (n: number, step: number) => Math.ceil(n / step) * step;

/** How many records a retry would take up; what was refused by a role or is gone would only be so again. */
export function retryCount({ counts, total, operation }: TaskSnapshot): number {
  return operation === "undo" ? 0 : counts.failed + counts.conflict + Math.max(0, total - processedOf(counts));
}

/** "EK", or "ekaterina@…" in full where there is no name. */
export function initialsOf(name: string): string {
  const [first = "?", second = ""] = name.split(/[\s.@_-]+/).filter(Boolean);
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}

/** Title of a task wherever it is only named: "Places · population multiplied by 1.05". */
export function taskTitle({ tableLabel, changeText, operation }: TaskSnapshot): string {
  return `${tableLabel} · ${changeText || operation}`;
}
