import { type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import type { Tx } from "@/lib/db/client";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { allTables } from "@/lib/tables/registry";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";

/** A declared table whose records go with a deleted one. */
interface Cascade {
  table: TableDef;
  column: ColumnDef;
  parent: TableDef;
}

/** Declared tables that lose records by ON DELETE CASCADE when records of `table` go, nearest first, to any depth. */
export function cascadesFrom(table: TableDef, seen = new Set([table.name])): Cascade[] {
  const direct = allTables().flatMap((child) =>
    seen.has(child.name)
      ? []
      : getTableConfig(child.pgTable).foreignKeys.flatMap((foreignKey) => {
          const { columns, foreignTable, foreignColumns } = foreignKey.reference();
          const column = child.columns.find((c) => c.dbName === columns[0]?.name);
          const onKey =
            foreignTable === table.pgTable &&
            table.key.columns.length === 1 &&
            foreignColumns[0]?.name === table.key.columns[0]?.dbName;
          return foreignKey.onDelete === "cascade" && column && columns.length === 1 && onKey
            ? [{ table: child, column, parent: table }]
            : [];
        }),
  );
  for (const { table: child } of direct) seen.add(child.name);
  return direct.flatMap((cascade) => [cascade, ...cascadesFrom(cascade.table, seen)]);
}

/**
 * Records the rows that the delete will take along, each under the selected record (`root_id`) that takes it.
 * All of them stay locked until the delete: else someone could edit a record in between, so that it is not deleted
 * after all, or add a row to it that would go unrecorded.
 */
export async function captureCascades(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<void> {
  const { task, table, actor, compiled } = runnable;
  const cascades = cascadesFrom(table);
  if (cascades.length === 0) return;
  const slice = sliceCte(table, task.id, range, compiled);
  const roots = sql`select slice.id, slice.k0 from slice
    join ${table.pgTable} on ${table.key.on("slice")} and ${compiled.guard} and ${compiled.inScope}`;
  await tx.execute(sql`
    with ${slice} select count(*) from (${roots} order by ${table.key.valueNames} for update of ${sql.identifier(table.name)}) as locked`);
  for (const cascade of cascades) {
    await tx.execute(sql`
      with ${slice}, root as (${roots})
      insert into swath.record_changes (task_id, table_name, record_id, root_id, actor_id, before, after)
      select ${task.id}::uuid, ${cascade.table.name}, ${cascade.table.key.text}, root.id,
        ${actor.id}::uuid, to_json(${cascade.table.pgTable}), null
      from root ${joinsTo(cascade, table)}
      for update of ${sql.identifier(cascade.table.name)}`);
  }
}

/** `join orders on orders.customer_id = root.id join order_lines on …` */
function joinsTo(cascade: Cascade, root: TableDef): SQL {
  const parentKey = cascade.parent === root ? sql`root.k0` : sql`${cascade.parent.key.columns[0]!.pgColumn}`;
  const join = sql`join ${cascade.table.pgTable} on ${cascade.column.pgColumn} = ${parentKey}`;
  const above = cascadesFrom(root).find((c) => c.table === cascade.parent);
  return above ? sql`${joinsTo(above, root)} ${join}` : join;
}

/** Undo of a delete: once the selected records are back, the rows that went with them follow, parents first. */
export async function restoreCascades(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<void> {
  const { task, table, actor, compiled } = runnable;
  for (const { table: child } of cascadesFrom(table)) {
    const stored = child.columns.filter(({ pgColumn }) => pgColumn.generated === undefined);
    const names = sql.join(
      stored.map((c) => sql.identifier(c.dbName)),
      sql`, `,
    );
    const fields = sql.join(
      stored.map((c) => sql`was.${sql.identifier(c.dbName)}`),
      sql`, `,
    );
    await tx.execute(sql`
      with ${sliceCte(table, task.id, range, compiled)},
      back as (
        select slice.id from slice
        where exists (
          select from swath.record_changes written
          where written.task_id = ${task.id} and written.record_id = slice.id and written.at = now())),
      inserted as (
        insert into ${child.pgTable} (${names}) overriding system value
        select ${fields}
        from back
        join swath.record_changes history
          on history.task_id = ${compiled.historyOf} and history.root_id = back.id and history.table_name = ${child.name}
        cross join lateral json_populate_record(null::${child.pgTable}, history.before) as was
        on conflict do nothing
        returning ${child.key.text} as id, to_json(${child.pgTable}) as after)
      insert into swath.record_changes (task_id, table_name, record_id, root_id, actor_id, before, after)
      select ${task.id}::uuid, ${child.name}, inserted.id, history.root_id, ${actor.id}::uuid, null, inserted.after
      from inserted
      join swath.record_changes history
        on history.task_id = ${compiled.historyOf} and history.record_id = inserted.id and history.table_name = ${child.name}`);
  }
}
