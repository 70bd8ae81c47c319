import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { FilterOperatorSpec, SqlTag } from "@/lib/tables/kinds/kind";
import { required, type ValueSpec } from "@/lib/tables/kinds/values/value";

export interface OrderWords {
  lt: string;
  lte: string;
  gt: string;
  gte: string;
}

export const NUMBER_WORDS: OrderWords = { lt: "<", lte: "≤", gt: ">", gte: "≥" };
export const TIME_WORDS: OrderWords = { lt: "before", lte: "until", gt: "after", gte: "from" };

export function order(value: ValueSpec, words: OrderWords): FilterOperatorSpec[] {
  const compare = (operator: keyof OrderWords, sign: (sql: SqlTag) => SQL): FilterOperatorSpec => ({
    operator,
    label: words[operator],
    operand: "value",
    parser: (info) => required(value.parser(info)),
    condition: (input, given: unknown) => input.sql`(${input.column} ${sign(input.sql)} ${value.toSql(input, given)})`,
  });
  return [
    compare("lt", (sql) => sql`<`),
    compare("lte", (sql) => sql`<=`),
    compare("gt", (sql) => sql`>`),
    compare("gte", (sql) => sql`>=`),
    {
      operator: "between",
      label: "between",
      operand: "range",
      parser: (info) => {
        const bound = required(value.parser(info));
        return z.tuple([bound, bound], { error: "Must be two values, from and to." });
      },
      condition: (input, [from, to]: [unknown, unknown]) =>
        input.sql`(${input.column} between ${value.toSql(input, from)} and ${value.toSql(input, to)})`,
    },
  ];
}
