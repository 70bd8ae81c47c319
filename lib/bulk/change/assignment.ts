import { type SQL, sql } from "drizzle-orm";
import { storedDifferently } from "@/lib/history/live-columns";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef } from "@/lib/tables/table-def";
import { fitsType } from "./fits-type";

/** One column of an update and its new value as SQL over the record's own columns and, for an undo, the slice. */
export interface Assignment {
  column: ColumnDef;
  next: SQL;
  /** Whether the value fits the column's type, where that can be asked before the cast. */
  fits: SQL | undefined;
  /** The same as `next`, but null where the value would not fit: for looking, not for writing. */
  safeNext: SQL;
}

export function assignment(column: ColumnDef, raw: SQL): Assignment {
  const next = sql`(${raw})::${typeOf(column)}`;
  const fits = fitsType(column, raw);
  return { column, next, fits, safeNext: fits ? sql`case when ${fits} then ${next} end` : next };
}

/**
 * Whether the assignments would alter what is stored. Not what the type calls equal: `Smith` is not `SMITH`, also where
 * case does not count, and `30 days` is not `1 mon`.
 * @param exact database names of the columns whose `=` tells that apart by itself
 */
export function anyDiffers(
  assignments: Assignment[],
  exact: ReadonlySet<string>,
): { differs: SQL; safelyDiffers: SQL } {
  const differs = ({ pgColumn, dbName }: ColumnDef, next: SQL) =>
    storedDifferently(sql`${pgColumn}`, next, exact.has(dbName));
  return {
    differs: sql`(${sql.join(
      assignments.map(({ column, next }) => differs(column, next)),
      sql` or `,
    )})`,
    safelyDiffers: sql`(${sql.join(
      assignments.map(
        ({ column, fits, safeNext }) => sql`${fits ? sql`${fits} is false or ` : sql``}${differs(column, safeNext)}`,
      ),
      sql` or `,
    )})`,
  };
}
