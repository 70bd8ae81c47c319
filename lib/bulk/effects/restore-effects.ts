import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { afterName, beforeName, listsOf, nameArray, recordsOf } from "@/lib/history/captured";
import { idRangeOf } from "@/lib/history/key-range";
import { storedForm } from "@/lib/history/live-columns";
import { type DeleteEffects, hasId, identifiers, idOf, type ReachedTable } from "./reference";

type Taken = Record<string, unknown> & {
  level: number;
  table_name: string;
  wrote: "deleted" | "values";
  columns: string[];
};

/**
 * Undo of a delete: once the selected records are back, the rows that went with them follow, those nearest first, and
 * then the references that were emptied hold again what they held, where nobody has given them another value since.
 */
export async function restoreEffects(
  tx: Tx,
  runnable: RunnableTask,
  effects: DeleteEffects,
  range: SliceRange,
): Promise<void> {
  const undone = runnable.compiled.undo?.taskId;
  if (!undone) return;
  const taken = await tx.execute<Taken>(sql`
    select level, table_name, wrote, columns from swath.record_changes
    where task_id = ${undone} and level > 0 and wrote in ('deleted', 'values')
    group by 1, 2, 3, 4 order by wrote = 'values', level`);
  const ranks = ranksOf(effects);
  const tables = new Map(
    [effects.root, ...effects.references.map(({ child }) => child)].map((each) => [each.name, each]),
  );
  const rank = ({ wrote, table_name: name }: Taken) => (wrote === "values" ? Infinity : (ranks.get(name) ?? 0));
  for (const step of taken.toSorted((a, b) => rank(a) - rank(b) || a.level - b.level)) {
    const child = tables.get(step.table_name);
    if (!child) continue;
    const old = oldRows(runnable, undone, step, range);
    await tx.execute(
      step.wrote === "deleted" ? bringBack(runnable, child, step, old) : giveBack(runnable, child, step, old),
    );
  }
}

/** How far from the root each table's rows have to come back: behind all that they refer to, save in a circle. */
function ranksOf({ root, references }: DeleteEffects): Map<string, number> {
  const ranks = new Map<string, number>();
  const rankOf = (table: ReachedTable, path: ReachedTable[]): number => {
    if (path.includes(table)) return 0;
    const above = references.filter(({ child, parent }) => child === table && parent !== table);
    const own = above.map(({ parent }) => 1 + rankOf(parent, [...path, table]));
    return Math.max(table === root ? 0 : 1, ...own);
  };
  for (const { child } of references) if (!ranks.has(child.name)) ranks.set(child.name, rankOf(child, []));
  return ranks;
}

/** `swath_old(id, root, b0, a0, …)`: what went along with the records of the range that are back. */
function oldRows(
  runnable: RunnableTask,
  undone: string,
  { level, table_name: name, wrote, columns }: Taken,
  range: SliceRange,
): SQL {
  const { task } = runnable;
  return sql`${sliceCte(runnable, range)},
    swath_back as (
      select done.id from swath_slice join (
        select unnest(record_ids) as id from swath.record_changes
        where task_id = ${task.id} and at = now() and level = 0 and wrote = 'created') done on done.id = swath_slice.id),
    swath_old as materialized (
      select r.*, row_number() over () as nth, (row_number() over () - 1) / 1000 as part
      from swath.record_changes h cross join lateral ${recordsOf(columns)}
      where h.task_id = ${undone} and h.level = ${level}::smallint and h.table_name = ${name}
        and h.wrote = ${wrote}::swath.change_kind and h.columns = ${nameArray(columns)}
        and r.root in (select id from swath_back))`;
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);

function bringBack(runnable: RunnableTask, child: ReachedTable, { level, columns }: Taken, old: SQL): SQL {
  const { live } = child;
  const back = live.columns.filter(({ name, generated }) => !generated && columns.includes(name));
  const values = back.map(({ name, type }) => sql`(swath_old.${beforeName(columns.indexOf(name))})::${sql.raw(type)}`);
  const now = live.columns.map(({ name }) => name);
  // Whatever has no key can't be told apart: all of it came back.
  const same = child.key.length > 0 ? sql`swath_old.id = swath_inserted.id` : sql`swath_old.nth = swath_inserted.nth`;
  const id = child.key.length > 0 ? idOf(child, "swath_row") : sql`null::text`;
  return sql`with ${old},
    swath_row as (
      insert into ${child.relation} (${list(identifiers(back.map(({ name }) => name)))}) overriding system value
      select ${list(values)} from swath_old
      ${live.deferrable ? sql`` : sql`on conflict do nothing`}
      returning ${list(identifiers(now))}),
    swath_inserted as (
      select ${id} as id, row_number() over () as nth, ${list(now.map((name, i) => sql`swath_row.${sql.identifier(name)} as ${afterName(i)}`))}
      from swath_row),
    swath_new as (
      select swath_old.id, swath_old.root, swath_old.part, ${list(now.map((_, i) => sql`swath_inserted.${afterName(i)}`))}
      from swath_inserted join swath_old on ${same})
    ${history(runnable, child, level, "created", now, { after: true })}`;
}

function giveBack(runnable: RunnableTask, child: ReachedTable, { level, columns }: Taken, old: SQL): SQL {
  const known = columns.flatMap((name, i) => {
    const column = child.live.columns.find((each) => each.name === name && !each.generated);
    return column ? [{ column, i }] : [];
  });
  const literalOf = (value: SQL, type: string) => sql`(${value})::${sql.raw(type)}`;
  const sets = known.map(
    ({ column, i }) => sql`${sql.identifier(column.name)} = ${literalOf(sql`swath_old.${beforeName(i)}`, column.type)}`,
  );
  const holds = known.map(({ column, i }) => {
    const now = storedForm(sql`swath_row.${sql.identifier(column.name)}`, column.exact);
    const after = storedForm(literalOf(sql`swath_old.${afterName(i)}`, column.type), column.exact);
    return sql`${now} is not distinct from ${after}`;
  });
  const names = columns.flatMap((_, i) => [
    sql`swath_old.${beforeName(i)} as ${afterName(i)}`,
    sql`swath_old.${afterName(i)} as ${beforeName(i)}`,
  ]);
  return sql`with ${old},
    swath_new as (
      update ${child.relation} as swath_row set ${list(sets)} from swath_old
      where ${hasId(child, "swath_row", sql`swath_old.id`)} and ${sql.join(holds, sql` and `)}
      returning swath_old.id, swath_old.root, swath_old.part, ${list(names)})
    ${history(runnable, child, level, "values", columns, { before: true, after: true })}`;
}

function history(
  { task, actor }: RunnableTask,
  { name, numbers }: ReachedTable,
  level: number,
  wrote: "created" | "values",
  columns: string[],
  sides: { before?: boolean; after?: boolean },
): SQL {
  const of = (wanted: boolean | undefined, side: (i: number) => SQL) =>
    wanted ? listsOf(columns.map((_, i) => side(i))) : sql`null::text[]`;
  return sql`insert into swath.record_changes
      (task_id, level, table_name, actor_id, wrote, keys, record_ids, root_ids, columns, before, after)
    select ${task.id}::uuid, ${level}::smallint, ${name}, ${actor.id}::uuid, ${wrote}::swath.change_kind,
      ${idRangeOf({ name, numbers }, "swath_new")},
      array_agg(id), array_agg(root), ${nameArray(columns)}, ${of(sides.before, beforeName)}, ${of(sides.after, afterName)}
    from swath_new group by part`;
}
