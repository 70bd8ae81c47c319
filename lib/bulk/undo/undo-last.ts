import { sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { idNow } from "@/lib/history/later-ids";
import { entriesOf } from "@/lib/tables/record/read-history";
import { type Literals, writeBack } from "@/lib/tables/record/write-back";
import { applyPlan } from "@/lib/bulk/plan/apply-plan";
import { type FoundChange, ownChanges } from "./own-changes";
import { assertMayTakeBack } from "./may-undo";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { replayChanges } from "./replay-changes";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const UndoLastInput = z.object({
  table: TableName,
  /** Keys of changes that turned out not to be undoable, so that the one before them has its turn. */
  skip: z.array(z.string().max(300)).max(200).default([]),
});
export type UndoLastInput = z.output<typeof UndoLastInput>;

export type Undone =
  /** `id`: what the record was called until then. */
  | { kind: "record"; id: string; row: RecordRow; columns: string[] }
  | { kind: "task"; task: TaskSnapshot }
  /** Too large to happen at a keystroke: its undo wants to be seen and confirmed. */
  | { kind: "ask"; task: TaskSnapshot }
  | { kind: "nothing" };

/**
 * Takes back what the actor last did to a table, single edits and bulk tasks alike, on whatever page or day. The history
 * is the undo stack: nothing else remembers.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, REFUSED, NOT_FOUND, CONFLICT (edited since, or still in progress); where
 *   another try would fail alike, `details.change` is the key to `skip`
 */
export async function undoLast(ctx: Ctx, input: UndoLastInput): Promise<Undone> {
  return takeBack(ctx, input, "undo");
}

/** Brings back what was last undone, until something else is changed. @throws as `undoLast` */
export async function redoLast(ctx: Ctx, input: UndoLastInput): Promise<Undone> {
  return takeBack(ctx, input, "redo");
}

async function takeBack(ctx: Ctx, input: UndoLastInput, which: "undo" | "redo"): Promise<Undone> {
  const { table: name, skip } = input;
  const table = getTableFor(ctx.actor, name);
  assertRole(ctx.actor, table.access.edit, `edit ${table.label}`);
  const stacks = replayChanges(await ownChanges(ctx, table));
  const change = stacks[which].findLast(({ key }) => !skip.includes(key));
  if (!change) return { kind: "nothing" };
  try {
    return change.kind === "record" ? await takeBackRecord(ctx, table, change) : await takeBackTask(ctx, table, change);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, { details: { ...error.details, change: change.key }, cause: error });
  }
}

async function takeBackRecord(ctx: Ctx, table: TableDef, { recordId, at }: FoundChange): Promise<Undone> {
  const id = await idNow(ctx.db, table, recordId ?? "", at);
  const own = sql`h.at = ${at}::timestamptz and h.task_id is null and h.actor_id = ${ctx.actor.id}::uuid`;
  const [entry] = await ctx.db.execute<Entry>(
    sql`select columns, was, became from (${entriesOf(table, id, own)}) as h`,
  );
  if (!entry?.was || !entry.became) throw new AppError("NOT_FOUND", "The history of this change is no longer kept.");
  const { columns, was, became } = entry;
  assertMayTakeBack(ctx.actor, table, columns);
  const row = await writeBack(ctx, {
    table,
    id,
    values: literals(columns, was),
    expects: literals(columns, became),
    undoes: at,
  });
  return { kind: "record", id, row, columns: table.columns.filter((c) => columns.includes(c.dbName)).map((c) => c.id) };
}

type Entry = { columns: string[]; was: (string | null)[][] | null; became: (string | null)[][] | null };

const literals = (columns: string[], values: (string | null)[][]): Literals =>
  Object.fromEntries(columns.map((name, i) => [name, { text: values[i]?.[0] ?? null }]));

async function takeBackTask(ctx: Ctx, table: TableDef, { key, changed }: FoundChange): Promise<Undone> {
  if (changed >= table.bulk.minAsyncRecords) {
    const [task] = await snapshotsOf(ctx.db, [key]);
    if (!task) throw new AppError("NOT_FOUND", "There is no such task.");
    return { kind: "ask", task };
  }
  const { taskId } = await planUndo(ctx, { taskId: key });
  const { task } = await applyPlan(ctx, { taskId, errorPolicy: "skip_failed" });
  if (task.counts.changed === 0) throw new AppError("CONFLICT", "Its records were edited since.");
  return { kind: "task", task };
}
