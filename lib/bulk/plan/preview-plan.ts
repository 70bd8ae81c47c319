import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import type { Db } from "@/lib/db/client";
import { withinTime } from "@/lib/db/within-time";
import { explainRefusal } from "@/lib/db/refusal";
import { AppError } from "@/lib/model/errors";
import { literal, toJson } from "@/lib/tables/column-sql";
import type { ColumnDef } from "@/lib/tables/table-def";
import { Change } from "@/lib/bulk/model/change";
import { outcomeOf } from "@/lib/bulk/write/classify-rest";
import { confirmNumber } from "@/lib/bulk/change/confirm-number";
import { countEffects } from "@/lib/bulk/effects/count-effects";
import { forbiddenCte } from "@/lib/bulk/effects/forbidden-roots";
import { TAKES_FORBIDDEN } from "@/lib/bulk/effects/refuse-forbidden";
import { decideRun } from "./decide-run";
import { changeOfPlan, findPlan } from "./find-plan";
import type { ParseError } from "@/lib/bulk/model/row-values";
import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { PlanCounts, PlannedRefusal, PlanPreview, PlanRow } from "@/lib/bulk/model/preview";
import { ConflictPolicySchema } from "@/lib/bulk/model/policies";
import { type RefusalProbe, refusalProbe } from "@/lib/bulk/change/refusal-probe";
import { MOST_DRY_RUN } from "./dry-run-plan";
import { makeRunnable, type RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, listedId, recordOfSlice } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { assertExplainable } from "@/lib/bulk/write/refused-altogether";
import { beforeName } from "@/lib/history/captured";

export const PreviewPlanInput = z.object({
  taskId: z.uuid(),
  /** Left out for a retry, an undo or a plan that already has its change. */
  change: Change.optional(),
  conflictPolicy: ConflictPolicySchema.optional(),
  cursor: z
    .string()
    .regex(/^\d+:\d+$/)
    .nullable()
    .default(null),
  pageSize: z.number().int().min(1).max(200).default(50),
});
export type PreviewPlanInput = z.output<typeof PreviewPlanInput>;

/**
 * What a plan would do, before anything is written: exact counts, a page of before → after and the refusals that can be
 * foreseen, all computed by the database with the very expressions that will run. Reads only.
 *
 * @throws AppError PLAN_EXPIRED, CONFLICT, FORBIDDEN, and what `parseChange` refuses
 */
export async function previewPlan(ctx: Ctx, input: PreviewPlanInput): Promise<PlanPreview> {
  const found = await findPlan(ctx, input.taskId);
  const plan = {
    ...found,
    change: changeOfPlan(found, input.change),
    conflictPolicy: input.conflictPolicy ?? found.conflictPolicy,
  };
  const runnable = await makeRunnable(ctx.db, plan, ctx.actor);
  const [probe] = await Promise.all([refusalProbe(ctx.db, runnable), assertExplainable(ctx.db, runnable)]);

  const [judged, rows, cascades, run, confirm] = await Promise.all([
    count(ctx, runnable, probe),
    page(ctx, runnable, probe, input.cursor, input.pageSize),
    runnable.effects ? countEffects(ctx.db, runnable, runnable.effects) : [],
    decideRun(ctx.db, runnable.table, plan.total),
    confirmNumber(ctx.db, runnable.table, runnable.change, plan.total),
  ]);
  return {
    taskId: plan.id,
    ...judged,
    ...rows,
    cascades,
    mayKeep: runnable.compiled.mode === "delete" && runnable.live.deleteTrigger !== null,
    besides: runnable.table.besides[VERBS[runnable.compiled.mode]],
    confirmNumber: confirm,
    ...run,
    mostDryRun: MOST_DRY_RUN,
  };
}

/** What the database is asked to do. */
const VERBS = { update: "update", delete: "delete", insert: "insert", restore: "insert" } as const;

/** `swath_judged(seq, n, id, label, outcome, refused, rule)`: every frozen record with what would become of it. */
function judgedCte(
  runnable: RunnableTask,
  { rules, records, computed }: RefusalProbe,
  range: SliceRange,
  page: SQL = sql``,
): SQL {
  const { table, compiled } = runnable;
  const forbidden = runnable.effects ? forbiddenCte(runnable, runnable.effects) : undefined;
  const slice = forbidden ? sql`${sliceCte(runnable, range)}, ${forbidden}` : sliceCte(runnable, range);
  const outcome = outcomeOf(runnable, compiled.safelyDiffers, "changed");
  const takes = forbidden && sql`${outcome} = 'changed' and swath_slice.id in (select id from swath_forbidden)`;
  const why = takes
    ? sql`case when ${takes} then jsonb_build_object('message', ${TAKES_FORBIDDEN}::text) end`
    : compiled.given
      ? sql`swath_slice.refused`
      : sql`null::jsonb`;
  const join = sql`from swath_slice left join ${table.pgTable} on ${recordOfSlice(runnable)}`;
  const own = sql`swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
    ${listedId(runnable)} as "slice listed",
    coalesce(${labelOf(runnable)}, ${labelItHad(runnable)}, ${listedId(runnable)}) as "slice label", ${takes ? sql`case when ${takes} then 'forbidden' else ${outcome} end` : outcome} as "slice outcome",
    ${why} as "slice refused"`;
  if (compiled.assignments.length === 0) {
    return sql`${slice}, swath_judged as (select ${own}, null::int as "slice rule" ${join} ${page})`;
  }
  const broken = rules.map((rule, i) => sql`when ${rule.broken} then ${i + 1}::int`);
  const rule =
    broken.length > 0
      ? sql`case when "slice outcome" = 'changed' then case ${sql.join(broken, sql` `)} end end`
      : sql`null::int`;
  return sql`${slice},
    swath_record as (select ${own}, ${records} ${join} ${page}),
    swath_judged as (select swath_record.*, ${rule} as "slice rule" from swath_record ${computed})`;
}

/** A record that is to come back is called what it was called. */
function labelItHad({ table, compiled }: RunnableTask): SQL {
  const at = compiled.undo?.columns.indexOf(table.recordLabel.dbName) ?? -1;
  return compiled.mode === "restore" && at >= 0 ? sql`swath_slice.${beforeName(at)}` : sql`null::text`;
}

/** Of a new record only what was given; its defaults would fill every row. */
function shownColumns({ table, change, compiled }: RunnableTask): ColumnDef[] {
  if (change.kind === "insert") return change.columns.map((id) => table.column(id));
  return compiled.assignments.map(({ column }) => column);
}

/** Nobody waits for longer, and a browser that gave up must not leave a statement behind for ever. */
const LONGEST_MS = 60_000;

async function count(
  { db, signal }: Ctx,
  runnable: RunnableTask,
  probe: RefusalProbe,
): Promise<{ counts: PlanCounts; refusals: PlannedRefusal[] }> {
  const { task } = runnable;
  const counts: PlanCounts = {
    total: task.total,
    willChange: 0,
    unchanged: 0,
    conflict: 0,
    forbidden: 0,
    gone: 0,
    refused: 0,
  };
  const refusals: PlannedRefusal[] = [];
  try {
    const rows = await withinTime(
      db,
      LONGEST_MS,
      (tx) =>
        tx.execute<{ outcome: Outcome; refused: ParseError | null; rule: number | null; n: number }>(sql`
      with recursive ${judgedCte(runnable, probe, {})}
      select "slice outcome" as outcome, case when "slice outcome" = 'failed' then "slice refused" end as refused,
        "slice rule" as rule, count(*)::int as n
      from swath_judged group by 1, 2, 3`),
      signal,
    );
    if (!rows) throw tookTooLong();
    for (const { outcome, refused, rule, n } of rows) {
      const broken = rule === null ? undefined : probe.rules[rule - 1];
      const why = refused ?? (broken && { ...broken, column: broken.column?.id ?? null });
      if (why) {
        counts.refused += n;
        refusals.push({ column: why.column, code: why.code, message: why.message, count: n });
      } else if (outcome === "changed") counts.willChange += n;
      else if (outcome !== "failed" && outcome !== "unprocessed") counts[outcome] += n;
    }
    return { counts, refusals: refusals.toSorted((a, b) => b.count - a.count) };
  } catch (error) {
    throw unforeseeable(error, runnable);
  }
}

const tookTooLong = () => new AppError("TOO_MANY", "The preview took too long. You can still apply the change.");

/** An expression that fails on some record (a broken regular expression, a text that is no date) fails the whole preview. */
function unforeseeable(error: unknown, { table }: RunnableTask): unknown {
  const refusal = explainRefusal(error, table);
  if (!refusal) return error;
  const fields: Record<string, string> = refusal.column ? { [refusal.column]: refusal.message } : {};
  return new AppError("REFUSED", `At least one record can't be changed like this: ${refusal.message}`, {
    fields,
    cause: error,
  });
}

async function page(
  { db, signal }: Ctx,
  runnable: RunnableTask,
  probe: RefusalProbe,
  cursor: string | null,
  pageSize: number,
): Promise<{ rows: PlanRow[]; nextCursor: string | null }> {
  const { task, table, compiled } = runnable;
  const [seq, n] = (cursor ?? "0:0").split(":").map(Number) as [number, number];
  const seqs = await chunksFrom(db, task.id, seq, pageSize);
  const limit = sql`where (swath_slice.seq, swath_slice.n) > (${seq}::int, ${n}::int) order by swath_slice.seq, swath_slice.n limit ${pageSize + 1}::int`;
  const adds = compiled.mode === "insert";
  const pairs = shownColumns(runnable).map((column) => {
    const key = literal(column.id);
    const before = adds ? sql`null::jsonb` : toJson(column, sql`${column.pgColumn}`);
    const after = toJson(column, sql`swath_judged.${sql.identifier(column.dbName)}`);
    return sql`${key}, jsonb_build_array(${before}, ${after})`;
  });
  try {
    const rows = await withinTime(
      db,
      LONGEST_MS,
      (tx) =>
        tx.execute<{
          seq: number;
          n: number;
          id: string;
          label: string;
          outcome: Outcome;
          refused: ParseError | null;
          rule: number | null;
          cells: Record<string, [unknown, unknown]>;
        }>(sql`
      with recursive ${judgedCte(runnable, probe, { seqs }, limit)}
      select "slice seq" as seq, "slice n" as n, "slice listed" as id, "slice label" as label, "slice outcome" as outcome,
        "slice refused" as refused, "slice rule" as rule, ${pairs.length > 0 ? sql`jsonb_build_object(${sql.join(pairs, sql`, `)})` : sql`'{}'::jsonb`} as cells
      from swath_judged
      cross join lateral (select ${table.key.valuesOf(sql`"slice id"`)}) as own
      left join ${table.pgTable} on ${recordOfSlice(runnable, "own")}
      order by 1, 2`),
      signal,
    );
    if (!rows) throw tookTooLong();
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      rows: shown.map((row) => {
        const rule = row.rule === null ? undefined : probe.rules[row.rule - 1];
        return {
          id: row.id,
          label: row.label,
          outcome: rule ? "failed" : row.outcome,
          isNew: adds,
          cells: Object.entries(row.cells).map(([column, [before, after]]) => ({ column, before, after })),
          message: rule?.message ?? row.refused?.message ?? null,
        };
      }),
      nextCursor: rows.length > pageSize && last ? `${last.seq}:${last.n}` : null,
    };
  } catch (error) {
    throw unforeseeable(error, runnable);
  }
}

/** The chunks that hold the next records, as they were frozen: the declared size may be another by now. */
async function chunksFrom(db: Db, taskId: string, seq: number, records: number): Promise<number[]> {
  const rows = await db.execute<{ seq: number }>(sql`
    select seq from (
      select seq, sum(size) over (order by seq) - size as before, first_value(size) over (order by seq) as first
      from swath.bulk_chunks where task_id = ${taskId} and seq >= ${seq}::int) as chunk
    where before <= first + ${records}::int order by seq limit ${records + 2}::int`);
  return rows.map((row) => row.seq);
}
