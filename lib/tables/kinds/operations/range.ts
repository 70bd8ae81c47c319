import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { ExpressionInput, OperationSpec } from "@/lib/tables/kinds/kind";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { decimalDigits } from "@/lib/tables/kinds/values/number-value";
import { boundParser } from "@/lib/tables/kinds/values/span-value";
import { required } from "@/lib/tables/kinds/values/value";
import { shiftDate, shiftTimestamp } from "./time";

/**
 * The same range with other ends; an end that it has not is none, and an empty range stays empty.
 * @param starts its first value belongs to it, whether or not one did before
 */
function withEnds(input: ExpressionInput, from: (end: SQL) => SQL, to: (end: SQL) => SQL, starts = false): SQL {
  const { sql, column, type } = input;
  const signs = sql`case when ${starts ? sql`true` : sql`lower_inc(${column})`} then '[' else '(' end || case when upper_inc(${column}) then ']' else ')' end`;
  return sql`(case when isempty(${column}) is not false then ${column}
    else ${type}(${from(sql`lower(${column})`)}, ${to(sql`upper(${column})`)}, ${signs}) end)`;
}

const isOf =
  (...kinds: ColumnInfo["itemKind"][]) =>
  (info: ColumnInfo) =>
    kinds.includes(info.itemKind);

const moveByNumber: OperationSpec = {
  op: "add",
  label: "move by",
  offered: isOf("integer", "decimal"),
  fields: [{ name: "by", label: "Number", input: "number" }],
  parser: (info) =>
    z.object({
      by: required(decimalDigits).refine((by) => info.itemKind === "decimal" || Number.isInteger(Number(by)), {
        error: "Must be a whole number.",
      }),
    }),
  expression: (input, { by }: { by: string }) => {
    const { sql, info } = input;
    const type = info.itemKind === "decimal" ? sql`numeric` : (info.max ?? 0) > 2 ** 31 ? sql`bigint` : sql`integer`;
    const moved = (end: SQL) => sql`(${end} + ${by}::numeric)::${type}`;
    return withEnds(input, moved, moved);
  },
  describe: ({ by }: { by: string }) => `move by ${by}`,
};

/** The shift of a day or an instant, for both ends. */
function moveInTime(shift: OperationSpec, kind: "date" | "timestamp"): OperationSpec {
  return {
    ...shift,
    offered: isOf(kind),
    expression: (input, operands) => {
      const { sql } = input;
      const type = kind === "date" ? sql`date` : input.info.withTimeZone ? sql`timestamptz` : sql`timestamp`;
      const moved = (end: SQL) => sql`(${shift.expression({ ...input, column: end }, operands)})::${type}`;
      return withEnds(input, moved, moved);
    },
  };
}

export const moveRange: OperationSpec[] = [
  moveByNumber,
  moveInTime(shiftDate, "date"),
  moveInTime(shiftTimestamp, "timestamp"),
];

export const setStart = setBound("setStart", "set start to", "start");
export const setEnd = setBound("setEnd", "set end to", "end");

function setBound(op: string, label: string, which: "start" | "end"): OperationSpec {
  return {
    op,
    label,
    fields: [{ name: "to", label: "Value", input: "text" }],
    parser: (info) => z.object({ to: required(boundParser(info)) }),
    expression: (input, { to }: { to: unknown }) => {
      const { sql, type } = input;
      // By way of a range from the value to itself, whose type need not be named.
      const end = sql`lower(${`[${String(to)},${String(to)}]`}::text::${type})`;
      const own = (of: SQL) => of;
      return which === "start" ? withEnds(input, () => end, own, true) : withEnds(input, own, () => end);
    },
    describe: ({ to }: { to: unknown }) => `${label} ${String(to)}`,
  };
}
