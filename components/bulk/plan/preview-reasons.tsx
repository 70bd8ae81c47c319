import type { PlanPreview } from "@/lib/bulk/model/preview";
import { number, records } from "@/components/values/count-words";

/** Why records will be refused, the most frequent reason first. */
export function PreviewRefusals({ refusals }: { refusals: PlanPreview["refusals"] }) {
  if (refusals.length === 0) return null;
  return (
    <ul className="space-y-0.5 text-sm text-outcome-failed">
      {refusals.map(({ column, code, message, count }) => (
        <li key={`${column}-${code}-${message}`}>
          {records(count)}: {message}
        </li>
      ))}
    </ul>
  );
}

const EFFECTS = {
  deleted: (n: number, table: string) => `${records(n)} of ${table} will be deleted with them.`,
  cleared: (n: number, table: string) => `${records(n)} of ${table} will lose their reference to them.`,
  reset: (n: number, table: string) => `${records(n)} of ${table} will refer to their default instead.`,
  blocked: (n: number, table: string) =>
    `${records(n)} of ${table} still refer to them, which the database does not allow.`,
};

/** What else goes with a delete. */
export function PreviewCascades({ cascades }: { cascades: PlanPreview["cascades"] }) {
  const some = cascades.filter(({ count }) => count > 0);
  if (some.length === 0) return null;
  return (
    <ul aria-label="What else goes" className="space-y-0.5 text-sm">
      {some.map(({ table, count, effect, lasting }) => (
        <li
          key={`${table}-${effect}`}
          className={effect === "blocked" ? "text-outcome-failed" : "text-outcome-conflict"}
        >
          {EFFECTS[effect](count, table)}
          {lasting && " An undo can’t bring this back, because nothing tells these records apart."}
        </li>
      ))}
    </ul>
  );
}

export function previewSentence({ counts }: PlanPreview, verb: string): string {
  return `${number(counts.willChange)} of ${records(counts.total)} will ${verb}.`;
}
