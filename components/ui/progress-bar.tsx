import { type Outcome, OUTCOMES } from "@/lib/bulk/model/outcomes";
import { cx } from "./cx";
import { OUTCOME_LOOK } from "./outcome-look";
import { counted, number } from "@/lib/model/locale";

export interface ProgressBarProps {
  /** Names the bar: "Progress of “Places: population +3 %”". */
  label: string;
  counts: Partial<Record<Outcome, number>>;
  total: number;
  /** The task has ended (or is a preview): what is left is shown as not processed instead of still to come. */
  ended?: boolean;
  size?: "sm" | "md";
  className?: string;
}

/** One bar, a segment per outcome, in the fixed order of OUTCOMES. Grows, never moves back. */
export function ProgressBar({ label, counts, total, ended = false, size = "md", className }: ProgressBarProps) {
  const segments = OUTCOMES.filter((o) => o !== "unprocessed" && (counts[o] ?? 0) > 0).map(
    (o) => [o, counts[o] ?? 0] as const,
  );
  const done = segments.reduce((sum, [, n]) => sum + n, 0);
  const words = segments.map(([o, n]) => `${number(n)} ${OUTCOME_LOOK[o].word}`).join(", ");
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={`${number(done)} of ${counted(total, "record")}${words && `: ${words}`}`}
      className={cx("flex w-full overflow-hidden rounded-sm bg-hairline", size === "sm" ? "h-1.5" : "h-2.5", className)}
    >
      {segments.map(([outcome, n]) => (
        <span
          key={outcome}
          title={`${number(n)} ${OUTCOME_LOOK[outcome].word}`}
          // A handful among a million must still be seen: never under 3 px, the others make room.
          className={cx("min-w-[3px] transition-[width] ease-linear", OUTCOME_LOOK[outcome].fill)}
          style={{ width: `${total > 0 ? (100 * n) / total : 0}%` }}
        />
      ))}
      {ended && done < total && (
        <span title={`${number(total - done)} not processed`} className={cx("flex-1", OUTCOME_LOOK.unprocessed.fill)} />
      )}
    </div>
  );
}
