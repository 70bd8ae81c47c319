import type { Ctx } from "@/lib/ctx";
import type { OfferedOperator } from "@/lib/tables/kinds/kind-info";
import { accepts } from "@/lib/tables/kinds/values/accepts";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { columnFacets, listRecords } from "@/lib/testing/verbs";
import { columnsToTry, same, type Step } from "./tried";

/** Every record, page by page. */
export async function everyPage(
  ctx: Ctx,
  { name }: TableDef,
  sort: { column: string; direction: "asc" | "desc" }[] = [],
): Promise<RecordRow[]> {
  const found: RecordRow[] = [];
  let after: string | null = null;
  do {
    const asked = { table: name, limit: 2, sort, after };
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(ctx, asked);
    found.push(...page.rows);
    after = page.nextCursor;
  } while (after);
  return found;
}

/** Searches, filters by each operator of each column, sorts by each that can be sorted, lists its values. */
export function readingSteps(ctx: Ctx, table: TableDef, rows: RecordRow[]): Step[] {
  const steps: Step[] = [["search", () => listRecords(ctx, { table: table.name, search: "1" })]];
  for (const column of columnsToTry(table)) {
    for (const offered of column.filterOperators) {
      steps.push([`${column.id} ${offered.operator}`, () => filterBy(ctx, table, column, offered, rows)]);
    }
    if (!column.sortable) continue;
    const ids = (from: RecordRow[]) => from.map(({ id }) => id).toSorted();
    for (const direction of ["asc", "desc"] as const) {
      const sort = [{ column: column.id, direction }];
      steps.push([
        `sort by ${column.id} ${direction}`,
        async () => same(ids(await everyPage(ctx, table, sort)), ids(rows)),
      ]);
    }
    steps.push([`values of ${column.id}`, () => columnFacets(ctx, { table: table.name, column: column.id })]);
  }
  return steps;
}

async function filterBy(ctx: Ctx, table: TableDef, column: ColumnDef, offered: OfferedOperator, rows: RecordRow[]) {
  const row = rows.find(({ values }) => values[column.id] !== null);
  const value = operand(table, column, offered, row?.values[column.id] ?? undefined);
  if (value === undefined && offered.operand !== "none") return;
  const rules = [{ column: column.id, operator: offered.operator, value }];
  const found = await listRecords(ctx, { table: table.name, filter: { join: "and", rules } });
  if (offered.operator === "is") same([row?.id, found.rows.some(({ id }) => id === row?.id)], [row?.id, true]);
}

/** What a filter of this column would be asked with: the value of a record, where it takes one. */
function operand({ columns }: TableDef, column: ColumnDef, { operand: takes }: OfferedOperator, value: unknown) {
  switch (takes) {
    case "value":
      return value;
    case "list":
      if (!Array.isArray(value)) return value === undefined ? undefined : [value];
      return value.length > 0 ? value.flat().filter((item) => item !== null) : undefined;
    case "range":
      return value === undefined ? undefined : [value, value];
    case "column":
      return columns.find((other) => accepts(column, other))?.id;
    case "number":
      return 1;
    case "period":
      return "today";
    case "text":
      // One end of a range.
      return column.kind === "range" ? /[[(]"?([^",]+)/.exec(String(value))?.[1] : "a";
    case "none":
      return undefined;
  }
}
