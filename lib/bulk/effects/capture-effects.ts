import { getTableName, type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { beforeName, listsOf, nameArray } from "@/lib/history/captured";
import { idRangeOf } from "@/lib/history/key-range";
import { type DeleteEffects, hasId, idOf, type ReachedTable, type Reference, refers } from "./reference";

/** Deeper than this no reference goes on: rows that refer to each other in a circle are captured once. */
const DEEPEST = 100;

/**
 * Records, before a delete, every row that will go or change with it: those that refer to a deleted row, and those that
 * refer to them, whatever table they are in, each under the selected record (`root`) that takes it; the
 * selected ones are locked by then (`lockRoots`). All of them stay locked until the delete: else someone could edit one in between, so that it is not deleted after all, or add a row to
 * it that would go unrecorded.
 */
export async function captureEffects(
  tx: Tx,
  runnable: RunnableTask,
  effects: DeleteEffects,
  range: SliceRange,
): Promise<void> {
  const roots = rootsOf(runnable);
  let frontier = new Set([effects.root.oid]);
  for (let level = 1; frontier.size > 0 && level <= DEEPEST; level++) {
    const next = new Set<number>();
    for (const reference of effects.references) {
      if (!frontier.has(reference.parent.oid) || reference.onDelete === "refuse") continue;
      const parents = level === 1 ? roots : takenAt(runnable, reference.parent, level - 1);
      const slice = sliceCte(runnable, range);
      const captured =
        reference.onDelete === "cascade"
          ? captureDeleted(runnable, effects, reference, { level, parents, slice })
          : captureReset(runnable, reference, { level, parents, slice });
      if (!captured) continue;
      const [row] = await tx.execute<{ n: number }>(captured);
      if (reference.onDelete === "cascade" && (row?.n ?? 0) > 0) next.add(reference.child.oid);
    }
    frontier = next;
  }
}

/** Keeps others from adding to the selected records what would go with them. */
export async function lockRoots(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<void> {
  const { table } = runnable;
  await tx.execute(sql`
    with ${sliceCte(runnable, range)}
    select count(*) from (${rootsOf(runnable)} order by ${table.key.valueNames} for update of ${sql.identifier(getTableName(table.pgTable))}) as locked`);
}

function rootsOf({ table, compiled }: RunnableTask): SQL {
  return sql`select swath_slice.id, swath_slice.id as root from swath_slice
    join ${table.pgTable} on ${table.key.on("swath_slice")} and ${compiled.guard} and ${compiled.inScope}`;
}

interface Step {
  level: number;
  /** `(id, root)` of the rows that go. */
  parents: SQL;
  slice: SQL;
}

/** Rows that this transaction has recorded one level above. */
function takenAt({ task }: RunnableTask, { name }: ReachedTable, level: number): SQL {
  return sql`select r.id, r.root from swath.record_changes h
    cross join lateral unnest(h.record_ids, h.root_ids) as r(id, root)
    where h.task_id = ${task.id} and h.at = now() and h.level = ${level}::smallint and h.table_name = ${name} and h.wrote = 'deleted'`;
}

/** Rows that refer to those that go, with the columns asked for, locked. */
function children(reference: Reference, columns: string[], parents: SQL): SQL {
  const { child, parent } = reference;
  const values = columns.map((name, i) => sql`, swath_child.${sql.identifier(name)} as ${beforeName(i)}`);
  return sql`swath_parent as (${parents}),
    swath_found as materialized (
      select ${idOf(child, "swath_child")} as id, swath_parent.root${sql.join(values)}
      from swath_parent join ${parent.relation} as swath_above on ${hasId(parent, "swath_above", sql`swath_parent.id`)}
      join ${child.relation} as swath_child on ${refers(reference, "swath_child", "swath_above")}
      for update of swath_child)`;
}

function captureDeleted(
  { task, actor }: RunnableTask,
  { root }: DeleteEffects,
  reference: Reference,
  { level, parents, slice }: Step,
): SQL {
  const { child } = reference;
  const columns = child.live.columns.map(({ name }) => name);
  const selected = child.oid === root.oid ? sql`union all select id from swath_slice` : sql``;
  return sql`
    with ${slice}, ${children(reference, columns, parents)},
    swath_seen as (
      select unnest(h.record_ids) as id from swath.record_changes h
      where h.task_id = ${task.id} and h.at = now() and h.table_name = ${child.name} and h.wrote = 'deleted'
      ${selected}),
    swath_new as (
      select *, (row_number() over () - 1) / 1000 as part from (
        select distinct on (id) * from swath_found where id not in (select id from swath_seen where id is not null)) as once),
    swath_history as (
      insert into swath.record_changes
        (task_id, level, table_name, actor_id, wrote, keys, record_ids, root_ids, columns, before)
      select ${task.id}::uuid, ${level}::smallint, ${child.name}, ${actor.id}::uuid, 'deleted', ${rangeOf(child)},
        array_agg(id), array_agg(root), ${nameArray(columns)}, ${listsOf(columns.map((_, i) => beforeName(i)))}
      from swath_new group by part)
    select count(*)::int as n from swath_new`;
}

/** Undefined where the rows can't be named again, so that nothing could be restored of them. */
function captureReset(
  { task, actor }: RunnableTask,
  reference: Reference,
  { level, parents, slice }: Step,
): SQL | undefined {
  const { child, resets } = reference;
  if (child.key.length === 0) return undefined;
  const columns = resets.map(({ name }) => name);
  const after = resets.map(({ type, byDefault }) =>
    byDefault === null ? sql`null::text` : sql`(${sql.raw(byDefault)})::${sql.raw(type)}`,
  );
  return sql`
    with ${slice}, ${children(reference, columns, parents)},
    swath_new as (
      select *, (row_number() over () - 1) / 1000 as part from (select distinct on (id) * from swath_found) as once),
    swath_history as (
      insert into swath.record_changes
        (task_id, level, table_name, actor_id, wrote, keys, record_ids, root_ids, columns, before, after)
      select ${task.id}::uuid, ${level}::smallint, ${child.name}, ${actor.id}::uuid, 'values', ${rangeOf(child)},
        array_agg(id), array_agg(root), ${nameArray(columns)}, ${listsOf(columns.map((_, i) => beforeName(i)))}, ${listsOf(after)}
      from swath_new group by part)
    select count(*)::int as n from swath_new`;
}

function rangeOf({ name, numbers }: ReachedTable): SQL {
  return idRangeOf({ name, numbers }, "swath_new");
}
