import { sql } from "drizzle-orm";
import { canControlTask } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { findDeleted } from "@/lib/tables/record/find-deleted";
import { entriesOf, entryLiteral } from "@/lib/tables/record/read-history";
import { type GetRecordInput, noSuchRecord } from "@/lib/tables/record/get-record";
import { findTable } from "@/lib/tables/registry";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { taskWords } from "@/lib/tables/record/record-history";
import { tableFor, viewableTable } from "@/lib/tables/table-for";

/** What is known of a record that is no longer there. Plain JSON. */
export interface DeletedRecord {
  label: string;
  /** By column id, as JSON: what it held when it was deleted. Empty where that is not recorded. */
  values: Record<string, unknown>;
  /** Null: it went past Swath, so nobody knows when and by whom. */
  deleted: { at: string; by: string; taskText: string | null } | null;
  /** The task that deleted it, where the reader may steer it: to undo. */
  task: TaskSnapshot | null;
  /** With that task: the record that took this one along, and brings it back. Null: it was deleted for its own sake. */
  wentWith: { table: string; id: string; label: string } | null;
}

/**
 * A record that was deleted, for whoever could have seen it (`findDeleted` says who that is); its history comes from
 * `recordHistory`.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND (there, never there, or out of the actor's reach)
 */
export async function getDeletedRecord(ctx: Ctx, { table: name, id }: GetRecordInput): Promise<DeletedRecord> {
  const table = viewableTable(ctx.actor, name);
  const last = await findDeleted(ctx, table, id);
  if (!last) throw noSuchRecord(table);
  if (last.wrote !== "deleted") return { label: id, values: {}, deleted: null, task: null, wentWith: null };
  const values = Object.fromEntries(table.columns.map((column, i) => [column.id, last[`b${i}`] ?? null]));
  const mine = last.task_actor !== null && canControlTask(ctx.actor, { actorId: last.task_actor });
  const [task = null] = mine && last.task_id ? await snapshotsOf(ctx.db, [last.task_id]) : [];
  return {
    label: String(values[table.recordLabel.id] ?? id),
    values,
    deleted: {
      at: last.at,
      by: last.actor ?? "Someone",
      taskText: last.task_text === null ? null : taskWords(last, mine || !table.whole),
    },
    task,
    wentWith: task && last.root_id !== null ? await rootOf(ctx, task, last.root_id) : null,
  };
}

async function rootOf({ db, actor }: Ctx, task: TaskSnapshot, id: string): Promise<DeletedRecord["wentWith"]> {
  const declared = findTable(task.table);
  if (!declared) return null;
  const table = tableFor(actor, declared);
  const [root] = await db.execute<{ label: string | null }>(sql`
    select ${entryLiteral("was", table.recordLabel)} as label
    from (${entriesOf(table, id, sql`h.task_id = ${task.id} and h.level = 0`)}) as h limit 1`);
  return { table: table.label, id, label: root?.label ?? id };
}
