import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { columnInConstraintName, constraintInWords } from "@/lib/db/refusal";
import { breaksRule, referredTo } from "@/lib/db/refusal-sentence";
import { relationLabel } from "@/lib/tables/relation-label";
import type { ColumnDef } from "@/lib/tables/table-def";
import type { Assignment } from "./assignment";
import { type KnownConstraint, knownConstraints } from "./constraints";
import type { RunnableTask } from "./runnable-task";

/** One reason why the database would refuse a record, and the SQL that finds it among the new values. */
export interface RefusalRule {
  code: string;
  column: ColumnDef | null;
  message: string;
  /** True where the record would be refused; sees the record with its new values under the table's own name. */
  broken: SQL;
}

/** How to find, before the write, the records that the database would refuse. */
export interface RefusalProbe {
  rules: RefusalRule[];
  /** A select list over the slice left-joined to the table: what `swath_record` has to hold for the rules. */
  records: SQL;
  /** Joined to `swath_record`: what the database computes of the new values. */
  computed: SQL;
}

/**
 * The refusals that can be known before the write: values that do not fit the type, NOT NULL, CHECKs, foreign keys of
 * the table and onto it, as the database has them. Preview counts with them; a chunk that failed sets its bad records
 * aside with them, in one statement instead of a bisection. What they cannot foresee (unique values, triggers) is left
 * to the write itself.
 */
export async function refusalProbe(db: Db | Tx, runnable: RunnableTask): Promise<RefusalProbe> {
  const { table, compiled, live } = runnable;
  if (compiled.assignments.length === 0) return { rules: [], records: sql``, computed: sql`` };
  const computed = new Map(
    live.columns.flatMap(({ name, generated }) => (generated === null ? [] : [[name, generated] as const])),
  );
  const constraints = await knownConstraints(db, table);
  const kept = constraints.filter(({ type, columns }) => type === "referenced" && touches(runnable, columns));
  return {
    rules: refusalRules(runnable, constraints, computed),
    records: nextRecords(runnable, [...new Set(kept.flatMap(({ columns }) => columns))]),
    computed: computedColumns(computed),
  };
}

function touches({ compiled }: RunnableTask, columns: string[]): boolean {
  return compiled.assignments.some(({ column }) => columns.includes(column.dbName));
}

function refusalRules(
  runnable: RunnableTask,
  constraints: KnownConstraint[],
  computed: ReadonlyMap<string, string>,
): RefusalRule[] {
  const { compiled } = runnable;
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
    // What a new record is not given, a default or a trigger fills in.
    if (!column.nullable && !(compiled.mode === "insert" && column.hasDefault)) {
      const empty = sql`${sql.identifier(column.dbName)} is null and not ${unfit(column)}`;
      rules.push({ code: "23502", column, message: `${column.label} must not be empty.`, broken: empty });
    }
  }
  for (const constraint of constraints) {
    // What is computed follows from whatever is written; and a record that breaks an unproven CHECK takes no edit at all.
    const concerned =
      touches(runnable, constraint.columns) ||
      constraint.columns.some((name) => computed.has(name)) ||
      (constraint.type === "check" && constraint.unproven);
    if (concerned) rules.push(ruleOf(runnable, constraint, computed));
  }
  return rules;
}

function ruleOf(
  { table, compiled }: RunnableTask,
  constraint: KnownConstraint,
  computed: ReadonlyMap<string, string>,
): RefusalRule {
  const column = onlyTouched(constraint, compiled.assignments) ?? null;
  const next = (name: string) => sql`${computed.has(name) ? COMPUTED : RECORD}.${sql.identifier(name)}`;
  switch (constraint.type) {
    case "check":
      return {
        code: "23514",
        column: column ?? columnInConstraintName(constraint.name, table) ?? null,
        message: breaksRule(constraintInWords(constraint.name, table)),
        broken: sql`not (${sql.raw(constraint.expression ?? "true")})`,
      };
    case "foreign_key":
      return {
        code: "23503",
        column,
        message: `${column?.label ?? "A value"} refers to a record that does not exist.`,
        broken: danglingReference(constraint, constraint.columns.map(next), compiled.mode === "insert"),
      };
    case "referenced":
      return {
        code: constraint.restricts ? "23001" : "23503",
        column,
        message: referredTo(
          relationLabel({ schema: constraint.targetSchema ?? "", name: constraint.targetName ?? "" }),
        ),
        broken: stillReferred(constraint, constraint.columns.map(next)),
      };
  }
}

const RECORD = sql.identifier("swath_record");
const COMPUTED = sql.identifier("swath_computed");

/**
 * The table with its new values, under the table's own names, one row per record of the slice: what the rules look at.
 * A value that would not fit its type is null here, since casting it would end the whole statement.
 * @param kept columns of which the value from before is wanted too
 */
function nextRecords({ table, compiled, live }: RunnableTask, kept: string[]): SQL {
  const adds = compiled.mode === "insert";
  const next = new Map(compiled.assignments.map((a) => [a.column.dbName, a]));
  const stored = (name: string) => sql`${table.pgTable}.${sql.identifier(name)}`;
  const columns = live.columns
    .filter(({ generated }) => generated === null)
    .map(({ name, type }) => {
      const value = next.get(name)?.safeNext ?? (adds ? sql`null::${sql.raw(type)}` : stored(name));
      return sql`${value} as ${sql.identifier(name)}`;
    });
  const unfits = compiled.assignments.map(
    ({ column, fits }) => sql`${fits ? sql`not coalesce(${fits}, true)` : sql`false`} as ${unfit(column)}`,
  );
  const before = kept.map((name) => sql`${stored(name)} as ${was(name)}`);
  return sql.join([...columns, ...unfits, ...before], sql`, `);
}

function computedColumns(expressions: ReadonlyMap<string, string>): SQL {
  if (expressions.size === 0) return sql``;
  const columns = [...expressions].map(([name, expression]) => sql`${sql.raw(expression)} as ${sql.identifier(name)}`);
  return sql`cross join lateral (select ${sql.join(columns, sql`, `)}) ${COMPUTED}`;
}

const was = (name: string) => sql.identifier(`${name} was`);

function unfit(column: ColumnDef): SQL {
  return sql`${sql.identifier(`${column.dbName} unfit`)}`;
}

function onlyTouched(constraint: KnownConstraint, assignments: Assignment[]): ColumnDef | undefined {
  const touched = assignments.filter(({ column }) => constraint.columns.includes(column.dbName));
  return touched.length === 1 ? touched[0]?.column : undefined;
}

/**
 * @param own the new values of the constraint's columns
 * @param adds records are added, and may refer to each other and to themselves
 */
function danglingReference(
  { targetColumns, target, self, full, period }: KnownConstraint,
  own: SQL[],
  adds: boolean,
): SQL {
  const given = all(own.map((value) => sql`${value} is not null`));
  const equal = targetColumns.map((name, i) => sql`swath_target.${sql.identifier(name)} = ${own[i]!}`);
  const from = sql.raw(target ?? "");
  // Half a reference is none.
  const half = full ? sql`num_nulls(${sql.join(own, sql`, `)}) between 1 and ${own.length - 1}::int` : sql`false`;
  const among = (records: SQL) => sql`exists (select from ${records} swath_target where ${all(equal)})`;
  const found = adds && self ? sql`(${among(from)} or ${among(sql`${RECORD}`)})` : among(from);
  if (!period) return sql`(${half} or ${given} and not ${found})`;
  // The spans of the records referred to, taken together, have to cover the own one.
  const span = sql`swath_target.${sql.identifier(targetColumns.at(-1) ?? "")}`;
  const covered = sql`${own.at(-1)!} <@ (select range_agg(${span}) from ${from} swath_target where ${all(equal.slice(0, -1))})`;
  return sql`(${half} or ${given} and not coalesce(${covered}, false))`;
}

/** @param next the new values of the columns that others refer to */
function stillReferred({ columns, targetColumns, target, restricts, period }: KnownConstraint, next: SQL[]): SQL {
  // Whether spans still cover what refers to them is left to the write.
  if (period) return sql`false`;
  const before = columns.map((name) => sql`${RECORD}.${was(name)}`);
  const moved = all(before.map((value, i) => sql`${value} = ${next[i]!}`));
  const refers = all(targetColumns.map((name, i) => sql`swath_target.${sql.identifier(name)} = ${before[i]!}`));
  const taken = all(columns.map((name, i) => sql`swath_other.${sql.identifier(name)} = ${before[i]!}`));
  // Without RESTRICT another record of the same statement may take the key over.
  const released = restricts ? sql`true` : sql`not exists (select from ${RECORD} swath_other where ${taken})`;
  return sql`((${moved}) is not true and ${released}
    and exists (select from ${sql.raw(target ?? "")} swath_target where ${refers}))`;
}

const all = (conditions: SQL[]) => sql.join(conditions, sql` and `);
