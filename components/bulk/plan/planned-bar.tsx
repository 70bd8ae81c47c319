import { OUTCOME_LOOK } from "@/components/ui/outcome-look";
import { cx } from "@/components/ui/cx";
import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { PlanCounts } from "@/lib/bulk/model/preview";
import { number } from "@/components/values/count-words";

export type PlannedVerb = "change" | "be deleted" | "be restored" | "be added";

/** One bar and one line of words for what a plan would do; colours as everywhere, words in the future. */
export function PlannedBar({ counts, verb, stale }: { counts: PlanCounts; verb: PlannedVerb; stale: boolean }) {
  const all: [Outcome, number, string][] = [
    ["changed", counts.willChange, `will ${verb}`],
    ["unchanged", counts.unchanged, "unchanged"],
    ["failed", counts.refused, "will be refused"],
    ["conflict", counts.conflict, verb === "be added" ? "there already" : "changed meanwhile"],
    ["forbidden", counts.forbidden, "not permitted"],
    ["gone", counts.gone, "gone"],
  ];
  const parts = all.filter(([outcome, n]) => n > 0 || outcome === "changed");
  const words = parts.map(([, n, word]) => `${number(n)} ${word}`).join(", ");
  return (
    <div className={cx("transition-opacity", stale && "opacity-50")}>
      <div role="img" aria-label={words} className="flex h-2.5 w-full overflow-hidden rounded-sm bg-hairline">
        {parts.map(([outcome, n]) =>
          n === 0 ? null : (
            <span
              key={outcome}
              className={cx("min-w-[3px]", OUTCOME_LOOK[outcome].fill)}
              style={{ width: `${(100 * n) / Math.max(1, counts.total)}%` }}
            />
          ),
        )}
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-sm tabular">
        {parts.map(([outcome, n, word]) => {
          const look = OUTCOME_LOOK[outcome];
          const Icon = look.icon;
          return (
            <li key={outcome} className={cx("inline-flex items-center gap-1", n > 0 ? look.text : "text-muted")}>
              <Icon className="size-3.5" aria-hidden />
              {number(n)} {word}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
