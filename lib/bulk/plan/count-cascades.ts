import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/client";
import { allTables } from "@/lib/tables/registry";
import type { PlanPreview } from "@/lib/bulk/model/preview";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte } from "@/lib/bulk/change/slice";

/** What a delete does to records of declared tables that refer to the selected ones, counted per table. */
export async function countCascades(db: Db, runnable: RunnableTask): Promise<PlanPreview["cascades"]> {
  const { task, table, compiled } = runnable;
  const seqs = Array.from({ length: Math.ceil(task.total / table.bulk.chunkSize) }, (_, i) => i);
  const cascades: PlanPreview["cascades"] = [];
  for (const child of allTables()) {
    for (const foreignKey of getTableConfig(child.pgTable).foreignKeys) {
      const { columns, foreignTable, foreignColumns } = foreignKey.reference();
      const column = columns[0];
      if (
        foreignTable !== table.pgTable ||
        columns.length !== 1 ||
        table.key.columns.length !== 1 ||
        foreignColumns[0]?.name !== table.key.columns[0]?.dbName
      )
        continue;
      const [row] = await db.execute<{ n: number }>(sql`
        with ${sliceCte(table, task.id, { seqs }, compiled)}
        select count(*)::int as n from ${child.pgTable} join slice on ${column} = slice.k0`);
      const effect =
        foreignKey.onDelete === "cascade" ? "deleted" : foreignKey.onDelete === "set null" ? "cleared" : "blocked";
      if (row && row.n > 0) cascades.push({ table: child.label, count: row.n, effect });
    }
  }
  return cascades;
}
