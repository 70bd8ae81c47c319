import { number } from "@/lib/model/locale";

/** One line of the report. `target` is a bound on `value`: "≤ 1.5", "≥ 0.9". */
export interface Figure {
  name: string;
  value: number;
  unit: "×" | "s" | "ms" | "records/s" | "records" | "MB" | "kB" | "connections" | "frames";
  target: string | null;
  /** Minimum and maximum of the runs behind the median. */
  spread?: [number, number];
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

export function fromRuns(name: string, unit: Figure["unit"], runs: number[], target: string | null = null): Figure {
  return { name, unit, value: median(runs), target, spread: [Math.min(...runs), Math.max(...runs)] };
}

export function holds({ value, target }: Figure): boolean | null {
  const [, sign, bound] = /^([≤≥=]) ([\d.]+)$/.exec(target ?? "") ?? [];
  if (!sign || !bound) return null;
  return sign === "≤" ? value <= Number(bound) : sign === "≥" ? value >= Number(bound) : value === Number(bound);
}

const show = (n: number) => number(Number(n.toFixed(Math.abs(n) < 10 ? 2 : Math.abs(n) < 100 ? 1 : 0)));

export function printFigures(figures: Figure[]): void {
  const rows = figures.map((figure) => [
    figure.name,
    `${show(figure.value)} ${figure.unit}`,
    figure.spread ? `${show(figure.spread[0])}–${show(figure.spread[1])}` : "",
    figure.target ?? "",
    { true: "holds", false: "MISSED", null: "" }[String(holds(figure))] ?? "",
  ]);
  const head = ["figure", "median", "min–max", "target", ""];
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((row) => row[i]!.length)));
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    );
}
