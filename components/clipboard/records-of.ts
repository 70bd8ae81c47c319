import type { CellWrite } from "@/components/grid/editing/use-cell-writes";

/** One record of a plan with values. */
export interface FrozenRow {
  id: string;
  version: string;
  values: Record<string, unknown>;
}

/** Cells by record, as a plan with values takes them. */
export function recordsOf(cells: readonly CellWrite[]): FrozenRow[] {
  const records = new Map<string, FrozenRow>();
  for (const { row, column, value } of cells) {
    const record = records.get(row.id) ?? { id: row.id, version: row.version, values: {} };
    record.values[column.id] = value ?? null;
    records.set(row.id, record);
  }
  return [...records.values()];
}
