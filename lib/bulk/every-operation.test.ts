import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { toJson } from "@/lib/tables/column-sql";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { createThings, things } from "@/lib/testing/every-kind";
import { OPERATIONS } from "@/lib/testing/every-operation";
import { applyPlan, planTask, previewPlan } from "@/lib/testing/verbs";
import { planUndo } from "./plan/plan-child";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  registerTable(things);
  await createThings(db);
  actor = await createUser(db);
});

async function everything(): Promise<unknown[]> {
  return db.execute(sql`select to_jsonb(things) as record from things order by id`);
}

async function valuesOf(id: string): Promise<unknown[]> {
  const column = things.column(id);
  const rows = await db.execute<{ value: unknown }>(
    sql`select ${toJson(column, sql`${column.pgColumn}`)} as value from things order by id`,
  );
  return rows.map((row) => row.value);
}

test.each(OPERATIONS.filter(([id]) => id !== "id"))(
  "%s %s %j: the preview shows what the write does, and undo takes it back",
  async (column, op, operands, expected) => {
    const ctx = { db, actor };
    const before = await everything();
    const { taskId } = await planTask(ctx, { table: "things", selection: { kind: "matching" } });
    const change = { kind: "update" as const, columns: { [column]: { op, ...operands } } };
    const preview = await previewPlan(ctx, { taskId, change });
    expect(preview.rows.map((row) => row.cells[0]?.after)).toEqual(expected);

    const { task } = await applyPlan(ctx, { taskId, change });
    expect(await valuesOf(column)).toEqual(expected);
    expect(task.counts.changed).toBe(preview.counts.willChange);
    expect(task.counts.unchanged).toBe(preview.counts.unchanged);

    if (task.counts.changed === 0) return;
    const undo = await planUndo(ctx, { taskId });
    await applyPlan(ctx, { taskId: undo.taskId });
    expect(await everything()).toEqual(before);
  },
);
