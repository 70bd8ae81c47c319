import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { counted, number } from "@/lib/model/locale";
import { isTimeZone } from "@/lib/model/locale-time";
import type { ExpressionInput, OperationSpec } from "@/lib/tables/kinds/kind";

type Unit = "minutes" | "hours" | "days" | "months" | "years";
type Shift = { amount: number; unit: Unit; zone?: string };

const MAX_AMOUNT = 100_000;
const amountError = `Must be a whole number, not 0, of at most ${number(MAX_AMOUNT)}.`;
const amount = z
  .union([z.number(), z.string().regex(/^[+-]?\d{1,6}$/)], { error: amountError })
  .transform(Number)
  .refine((n) => Number.isInteger(n) && n !== 0 && Math.abs(n) <= MAX_AMOUNT, { error: amountError });
const zone = z
  .string({ error: "Choose a time zone." })
  .max(64)
  .refine(isTimeZone, { error: "Must be a time zone like Europe/Amsterdam." })
  .default("UTC");

export const shiftDate = shift(["days", "months", "years"]);
export const shiftTimestamp = shift(["hours", "days", "months", "years"]);
/** Past midnight it begins anew. */
export const shiftClock = shift(["minutes", "hours"], false);

function shift(units: Unit[], zoned = units.includes("hours")): OperationSpec {
  return {
    op: "shift",
    label: "move by",
    fields: [
      { name: "amount", label: "Amount", input: "integer", initial: 1 },
      {
        name: "unit",
        label: "Unit",
        input: "choice",
        choices: units.map((value) => ({ value, label: value })),
        initial: units.includes("days") ? "days" : "hours",
      },
      ...(zoned ? [{ name: "zone", label: "Time zone", input: "zone" as const, optional: true }] : []),
    ],
    parser: () =>
      z.object({
        amount,
        unit: z.enum(units, { error: `Must be one of: ${units.join(", ")}.` }),
        ...(zoned && { zone }),
      }),
    expression: (input, { amount: n, unit, zone: tz }: Shift) => {
      const { sql } = input;
      const interval = {
        minutes: sql`make_interval(mins => ${n}::int)`,
        hours: sql`make_interval(hours => ${n}::int)`,
        days: sql`make_interval(days => ${n}::int)`,
        months: sql`make_interval(months => ${n}::int)`,
        years: sql`make_interval(years => ${n}::int)`,
      }[unit];
      // Hours are a span of time; days, months and years keep the clock time of the zone.
      return unit === "hours" || unit === "minutes"
        ? sql`(${input.column} + ${interval})`
        : inZone(input, tz, (local) => sql`(${local} + ${interval})`);
    },
    describe: ({ amount: n, unit }: Shift) => {
      return `move ${counted(Math.abs(n), unit.slice(0, -1), unit)} ${n < 0 ? "back" : "forward"}`;
    },
  };
}

const timeError = "Must be a time like 18:30.";

export const setTime: OperationSpec = {
  op: "setTime",
  label: "set time to",
  fields: [
    { name: "time", label: "Time", input: "time" },
    { name: "zone", label: "Time zone", input: "zone", optional: true },
  ],
  parser: () =>
    z.object({
      time: z.string({ error: timeError }).regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { error: timeError }),
      zone,
    }),
  expression: (input, { time, zone: tz }: { time: string; zone: string }) =>
    inZone(input, tz, (local) => input.sql`(date_trunc('day', ${local}) + ${time}::time)`),
  describe: ({ time, zone: tz }: { time: string; zone: string }, info) =>
    `set time to ${time}${info.withTimeZone ? ` (${tz})` : ""}`,
};

/** Computes on the clock time of `zone`, where the column knows zones at all; never on that of the session. */
function inZone({ sql, column, info }: ExpressionInput, tz: string | undefined, compute: (local: SQL) => SQL): SQL {
  if (!info.withTimeZone) return compute(column);
  return sql`(${compute(sql`(${column} at time zone ${tz ?? "UTC"}::text)`)} at time zone ${tz ?? "UTC"}::text)`;
}
