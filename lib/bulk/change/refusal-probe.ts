import { type SQL, sql } from "drizzle-orm";
import { columnInConstraintName, constraintInWords } from "@/lib/db/refusal";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef } from "@/lib/tables/table-def";
import type { Assignment } from "./assignment";
import type { KnownConstraint } from "./constraints";
import type { RunnableTask } from "./runnable-task";

/** One reason why the database would refuse a record, and the SQL that finds it among the new values. */
export interface RefusalRule {
  code: string;
  column: ColumnDef | null;
  message: string;
  /** True where the record would be refused; sees the record with its new values under the table's own name. */
  broken: SQL;
}

/**
 * The refusals that can be known before the write: values that do not fit the type, NOT NULL, CHECK and foreign keys.
 * Preview counts with them; a chunk that failed sets its bad records aside with them, in one statement instead of a
 * bisection. What they cannot foresee (unique values, triggers) is left to the write itself.
 */
export function refusalRules(runnable: RunnableTask, constraints: KnownConstraint[]): RefusalRule[] {
  const { table, compiled } = runnable;
  const touched = new Set(compiled.assignments.map(({ column }) => column.dbName));
  const rules: RefusalRule[] = [];
  for (const { column, fits } of compiled.assignments) {
    if (fits) {
      rules.push({
        code: "22003",
        column,
        message: `${column.label} would be too large or too small.`,
        broken: sql`${unfit(column)}`,
      });
    }
    if (!column.nullable) {
      const empty = sql`${sql.identifier(column.dbName)} is null and not ${unfit(column)}`;
      rules.push({ code: "23502", column, message: `${column.label} must not be empty.`, broken: empty });
    }
  }
  for (const constraint of constraints) {
    if (!constraint.columns.some((name) => touched.has(name))) continue;
    if (constraint.expression) {
      const column =
        onlyTouched(constraint, compiled.assignments) ?? columnInConstraintName(constraint.name, table) ?? null;
      const message = `Breaks the rule “${constraintInWords(constraint.name, table)}”.`;
      rules.push({ code: "23514", column, message, broken: sql`not (${sql.raw(constraint.expression)})` });
    } else if (constraint.target) {
      const column = onlyTouched(constraint, compiled.assignments) ?? null;
      const message = `${column?.label ?? "A value"} refers to a record that does not exist.`;
      rules.push({ code: "23503", column, message, broken: danglingReference(constraint) });
    }
  }
  return rules;
}

/**
 * The table with its new values, under the table's own name, one row per record of the slice: what the rules look at.
 * A value that would not fit its type is null here, since casting it would end the whole statement.
 */
export function nextRecords({ table, compiled }: RunnableTask): SQL {
  const next = new Map(compiled.assignments.map((a) => [a.column.dbName, a]));
  const columns = table.columns.map((column) => {
    const assignment = next.get(column.dbName);
    const unwritten = compiled.mode === "insert" ? sql`null::${typeOf(column)}` : sql`${column.pgColumn}`;
    const value = assignment ? assignment.safeNext : unwritten;
    return sql`${value} as ${sql.identifier(column.dbName)}`;
  });
  const unfits = compiled.assignments.map(
    ({ column, fits }) => sql`${fits ? sql`not coalesce(${fits}, true)` : sql`false`} as ${unfit(column)}`,
  );
  return sql.join([...columns, ...unfits], sql`, `);
}

function unfit(column: ColumnDef): SQL {
  return sql`${sql.identifier(`${column.dbName} unfit`)}`;
}

function onlyTouched(constraint: KnownConstraint, assignments: Assignment[]): ColumnDef | undefined {
  const touched = assignments.filter(({ column }) => constraint.columns.includes(column.dbName));
  return touched.length === 1 ? touched[0]?.column : undefined;
}

function danglingReference(constraint: KnownConstraint): SQL {
  const own = constraint.columns.map((name) => sql.identifier(name));
  const given = sql.join(
    own.map((name) => sql`${name} is not null`),
    sql` and `,
  );
  const match = sql.join(
    constraint.targetColumns.map((name, i) => sql`swath_target.${sql.identifier(name)} = swath_record.${own[i]!}`),
    sql` and `,
  );
  return sql`(${given} and not exists (select from ${sql.raw(constraint.target ?? "")} swath_target where ${match}))`;
}
