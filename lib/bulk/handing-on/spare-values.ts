import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { writtenIndexes } from "./unique-indexes";

/** What a parked record holds meanwhile, by column; the place makes it another one for each record. */
export type Spare = { column: string; value: (place: SQL) => SQL }[];

/**
 * Ways to let records go of their unique values for a moment, the gentlest first: no value at all, or else one that
 * nobody has. Empty where there is none.
 */
export function spareValues(runnable: RunnableTask): Spare[] {
  const { compiled } = runnable;
  const indexes = writtenIndexes(runnable).filter(({ deferrable }) => !deferrable);
  const ways = (["none", "above", "below"] as const).map((way) => {
    const spare: Spare = [];
    for (const { columns, manyNulls, referenced } of indexes) {
      if (spare.some(({ column }) => columns.includes(column))) continue;
      const own = compiled.assignments.map(({ column }) => column).filter(({ dbName }) => columns.includes(dbName));
      // Whoever refers to the value would be emptied along with it, and not be found again.
      const empty = way === "none" && manyNulls && !referenced ? own.find(({ nullable }) => nullable) : undefined;
      if (empty) {
        spare.push({ column: empty.dbName, value: () => sql`null` });
        continue;
      }
      const unused = own.flatMap(({ dbName }) => {
        const value = unusedValue(runnable, dbName, way === "below" ? "below" : "above");
        return value ? [{ column: dbName, value }] : [];
      });
      if (!unused[0]) return undefined;
      spare.push(unused[0]);
    }
    return spare;
  });
  return ways.filter((spare) => spare !== undefined);
}

const COUNTED = /^(smallint|integer|bigint|numeric|date)\b/;
const INSTANT = /^timestamp\b/;
const TEXT = /^(text|character varying|character|bpchar|citext|uuid)\b/;

function unusedValue({ table, live }: RunnableTask, name: string, side: "above" | "below") {
  const { type = "" } = live.columns.find((column) => column.name === name) ?? {};
  const step = INSTANT.test(type) ? sql` * interval '1 second'` : sql``;
  if (COUNTED.test(type) || INSTANT.test(type)) {
    const [extreme, sign] = side === "above" ? [sql`max`, sql`+`] : [sql`min`, sql`-`];
    return (place: SQL) =>
      sql`(select (${extreme}(swath_other.${sql.identifier(name)}) ${sign} (${place} + 1)${step})::${sql.raw(type)} from ${table.pgTable} as swath_other)`;
  }
  if (TEXT.test(type)) return () => sql`gen_random_uuid()::text::${sql.raw(type)}`;
  return undefined;
}
