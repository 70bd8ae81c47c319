import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

export interface Tried {
  /** What a relation did not do as its facts say, each with the reason. */
  failures: [relation: string, what: string, reason: unknown][];
  /** What the database refused by a rule of its own, in the words that people read. */
  refusals: [relation: string, message: string][];
}

export type Step = [what: string, run: () => Promise<unknown>];

/** @throws Error with both where they differ */
export function same(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${a} instead of ${b}`);
}

/** A table of 200 columns has each type forty times: one of each is enough there. */
export function columnsToTry({ columns }: TableDef): ColumnDef[] {
  if (columns.length < 60) return columns;
  return [...new Map(columns.map((column) => [`${column.kind} ${column.editable}`, column])).values()];
}
