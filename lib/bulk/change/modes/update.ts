import { sql } from "drizzle-orm";
import { anyDiffers, assignment } from "@/lib/bulk/change/assignment";
import type { CompiledChange } from "@/lib/bulk/change/compiled-change";
import type { Change } from "@/lib/bulk/model/change";
import { AppError } from "@/lib/model/errors";
import { expressionInput } from "@/lib/tables/column-sql";
import { operationOf } from "@/lib/tables/kinds/index";
import type { TableDef } from "@/lib/tables/table-def";
import { asFrozen, type Frozen } from "./as-frozen";

/** One operation per column, the same for all records. */
export function compileUpdate(
  table: TableDef,
  change: Extract<Change, { kind: "update" }>,
  frozen: Frozen,
  exact: ReadonlySet<string>,
): Omit<CompiledChange, "inScope"> {
  const assignments = Object.entries(change.columns).map(([id, { op, ...operands }]) => {
    const column = table.column(id);
    const spec = operationOf(column, op);
    if (!spec) throw new AppError("INVALID", `${column.label} has no operation “${op}”.`);
    return assignment(column, sql`${spec.expression(expressionInput(table, column), operands as never)}`);
  });
  return {
    mode: "update",
    assignments,
    guard: asFrozen(table, frozen),
    ...anyDiffers(assignments, exact),
    undo: null,
    given: null,
  };
}
