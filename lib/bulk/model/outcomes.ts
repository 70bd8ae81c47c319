/** What became of one record of a bulk task. The same seven everywhere: preview, bar, charts, CSV. */
export const OUTCOMES = ["changed", "unchanged", "conflict", "failed", "forbidden", "gone", "unprocessed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Follows a number: "13 failed". */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  changed: "changed",
  unchanged: "unchanged",
  conflict: "in conflict",
  failed: "failed",
  forbidden: "not permitted",
  gone: "gone",
  unprocessed: "not processed",
};

/** Counters stored per chunk and per task; `unprocessed` is what is left of the total. */
export const COUNTED_OUTCOMES = ["changed", "unchanged", "conflict", "failed", "forbidden", "gone"] as const;
export type CountedOutcome = (typeof COUNTED_OUTCOMES)[number];
export type OutcomeCounts = Record<CountedOutcome, number>;

/** Outcomes that are listed record by record, with a reason. */
export const LISTED_OUTCOMES = ["conflict", "failed", "forbidden", "gone"] as const;
export type ListedOutcome = (typeof LISTED_OUTCOMES)[number];

export const noOutcomes = (): OutcomeCounts => ({
  changed: 0,
  unchanged: 0,
  conflict: 0,
  failed: 0,
  forbidden: 0,
  gone: 0,
});

export function addOutcomes(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = noOutcomes();
  for (const key of COUNTED_OUTCOMES) sum[key] = a[key] + b[key];
  return sum;
}

export function processedOf(counts: OutcomeCounts): number {
  return COUNTED_OUTCOMES.reduce((sum, key) => sum + counts[key], 0);
}
