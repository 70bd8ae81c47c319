import { cx } from "@/components/ui/cx";
import { OUTCOME_LOOK } from "@/components/ui/outcome-look";
import { ProgressBar } from "@/components/ui/progress-bar";
import { OUTCOMES, processedOf } from "@/lib/bulk/model/outcomes";
import { isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { doneWord, taskTitle } from "@/lib/bulk/model/task-text";
import { number, percent, plural } from "@/lib/model/locale";
import { progressText, rateText, leftText } from "@/components/tasks/words/task-words";

/** The bar, and the seven outcomes with their numbers. What is zero stays in its place, so that nothing moves. */
export function OutcomeNumbers({ task }: { task: TaskSnapshot }) {
  const ended = isTerminal(task.state);
  const counts = { ...task.counts, unprocessed: Math.max(0, task.total - processedOf(task.counts)) };
  return (
    <section aria-label="Outcome" className="mt-5">
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-3 text-sm text-muted tabular">
        <span className="text-2xl font-semibold text-ink">{percent(task.progressPercent / 100)}</span>
        <span>
          {progressText(task)} {plural(task.total, "record")}
        </span>
        <span>{rateText(task.rate)}</span>
        <span>{leftText(task)}</span>
      </div>
      <ProgressBar
        label={`Progress of ${taskTitle(task)}`}
        counts={task.counts}
        total={task.total}
        ended={ended}
        className="h-3.5!"
      />
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4 lg:grid-cols-7">
        {OUTCOMES.map((outcome) => {
          const look = OUTCOME_LOOK[outcome];
          // Without the line through the words: a number must stay legible.
          const [colour] = look.text.split(" ");
          const word =
            outcome === "changed" ? doneWord(task) : outcome === "unprocessed" && !ended ? "to come" : look.word;
          return (
            <div key={outcome} className="flex flex-col-reverse">
              <dt className="text-sm text-muted">
                <span data-tooltip={look.meaning} className="inline-flex items-center gap-1.5">
                  <span aria-hidden className={cx("size-2.5 shrink-0 rounded-xs", look.fill)} />
                  {word}
                </span>
              </dt>
              <dd className={cx("text-lg tabular", counts[outcome] > 0 ? cx("font-semibold", colour) : "text-muted")}>
                {number(counts[outcome])}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
