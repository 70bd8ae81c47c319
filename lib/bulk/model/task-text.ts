import { number } from "@/lib/model/locale";
import { COUNTED_OUTCOMES, OUTCOME_WORDS, processedOf } from "./outcomes";
import { isTerminal } from "./states";
import type { TaskSnapshot } from "./task-snapshot";

/** "987 changed · 13 failed"; a cancelled task also says what it never came to. */
export function outcomeText(task: TaskSnapshot): string {
  const { counts, total, state } = task;
  const parts = COUNTED_OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${number(counts[outcome])} ${outcome === "changed" ? doneWord(task) : OUTCOME_WORDS[outcome]}`,
  );
  const left = total - processedOf(counts);
  if (isTerminal(state) && left > 0) parts.push(`${number(left)} not processed`);
  return parts.join(" · ") || "nothing changed";
}

/** Title of a task wherever it is only named: "Places · population multiplied by 1.05". */
export function taskTitle({ tableLabel, changeText, operation }: TaskSnapshot): string {
  return `${tableLabel} · ${changeText || operation}`;
}

const DONE = { update: "changed", import: "saved", delete: "deleted", undo: "restored" } as const;

/** "changed", "deleted", "restored": what the task did to the records that it wrote. */
export function doneWord({ operation }: Pick<TaskSnapshot, "operation">): string {
  return DONE[operation];
}
