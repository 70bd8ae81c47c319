import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { FilterOperatorSpec, SqlTag } from "@/lib/tables/kinds/kind";
import { type Period, PERIODS } from "@/lib/tables/kinds/values/periods";

/** Each as [from, to), in dates; null is open. "The last 7 days" are today and the six before it. */
function bounds(sql: SqlTag, period: Period): [SQL | null, SQL | null] {
  const today = sql`(now() at time zone 'UTC')::date`;
  const start = (unit: "week" | "month" | "year", shift: number) =>
    sql`(date_trunc(${unit}::text, now() at time zone 'UTC') + ${`${shift} ${unit}`}::interval)::date`;
  const day = (shift: number) => sql`(${today} + ${shift}::int)`;
  switch (period) {
    case "today":
      return [day(0), day(1)];
    case "yesterday":
      return [day(-1), day(0)];
    case "last7Days":
      return [day(-6), day(1)];
    case "last30Days":
      return [day(-29), day(1)];
    case "last90Days":
      return [day(-89), day(1)];
    case "next7Days":
      return [day(0), day(7)];
    case "next30Days":
      return [day(0), day(30)];
    case "thisWeek":
      return [start("week", 0), start("week", 1)];
    case "lastWeek":
      return [start("week", -1), start("week", 0)];
    case "thisMonth":
      return [start("month", 0), start("month", 1)];
    case "lastMonth":
      return [start("month", -1), start("month", 0)];
    case "thisYear":
      return [start("year", 0), start("year", 1)];
    case "lastYear":
      return [start("year", -1), start("year", 0)];
    case "past":
      return [null, day(0)];
    case "future":
      return [day(1), null];
  }
}

export const inPeriod: FilterOperatorSpec = {
  operator: "inPeriod",
  label: "is",
  operand: "period",
  parser: () => z.enum(Object.keys(PERIODS) as [Period, ...Period[]], { error: "Choose a period." }),
  condition: ({ sql, column, info }, period: Period) => {
    const [from, to] = bounds(sql, period);
    const at = (date: SQL) => (info.withTimeZone ? sql`(${date}::timestamp at time zone 'UTC')` : date);
    const parts = [from && sql`${column} >= ${at(from)}`, to && sql`${column} < ${at(to)}`].filter(
      (part) => part !== null,
    );
    return sql`(${sql.join(parts, sql` and `)})`;
  },
};
