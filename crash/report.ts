import { FAULT_NAMES } from "./scenario";
import type { SeedResult } from "./run-scenario";

export interface FaultFigures {
  fault: string;
  seeds: number;
  inMidTask: number;
  violations: number;
  /** Seeds whose time until the task moved again says something. */
  measured: number;
  medianMs: number | null;
  p95Ms: number | null;
  maxMs: number | null;
}

/** Per fault, and all together. */
export function figuresOf(results: SeedResult[]): FaultFigures[] {
  const faults = FAULT_NAMES.filter((name) => results.some(({ fault }) => fault === name));
  return [
    ...faults.map((name) =>
      figures(
        name,
        results.filter(({ fault }) => fault === name),
      ),
    ),
    figures("all", results),
  ];
}

function figures(fault: string, results: SeedResult[]): FaultFigures {
  const times = results.flatMap(({ movedAfterMs }) => movedAfterMs ?? []).toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.max(0, Math.ceil(share * times.length) - 1)] ?? null;
  return {
    fault,
    seeds: results.length,
    inMidTask: results.filter(({ inMidTask }) => inMidTask).length,
    violations: results.filter(({ violations }) => violations.length > 0).length,
    measured: times.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    maxMs: at(1),
  };
}

export function printFigures(rows: FaultFigures[]): void {
  const heads = ["fault", "seeds", "in mid-task", "violations", "moved again after: median", "p95", "max"];
  const seconds = (ms: number | null) => (ms === null ? "–" : `${(ms / 1_000).toFixed(2)} s`);
  const cells = rows.map((row) => [
    row.fault,
    String(row.seeds),
    String(row.inMidTask),
    String(row.violations),
    seconds(row.medianMs),
    seconds(row.p95Ms),
    seconds(row.maxMs),
  ]);
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((line) => line[i]?.length ?? 0)));
  const print = (line: string[]) =>
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "));
  console.log();
  print(heads);
  for (const line of cells) print(line);
}

/** In the form of `npm run bench --json`. */
export function figuresAsJson(rows: FaultFigures[], from: number, results: SeedResult[]) {
  const all = rows.find(({ fault }) => fault === "all");
  return {
    from,
    faults: rows,
    figures: [
      { name: "crash suite: seeds", value: all?.seeds ?? 0, unit: "seeds", target: ">= 200" },
      { name: "crash suite: seeds with violations", value: all?.violations ?? 0, unit: "seeds", target: "<= 0" },
      ...rows.flatMap(({ fault, medianMs, p95Ms, maxMs }) =>
        Object.entries({ median: medianMs, p95: p95Ms, max: maxMs }).flatMap(([which, value]) =>
          value === null
            ? []
            : [{ name: `crash suite: ${fault}, task moving again, ${which}`, value, unit: "ms", target: null }],
        ),
      ),
    ],
    failed: results.filter(({ violations }) => violations.length > 0),
  };
}
