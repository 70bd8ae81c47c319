import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { dryRunPlan, planTask, previewPlan } from "@/lib/testing/verbs";
import { MOST_DRY_RUN } from "./dry-run-plan";

let db: Db;
let editor: Actor;
const change = { kind: "update" as const, columns: { status: { op: "set", value: "closed" } } };
const plan = (actor: Actor) => planTask({ db, actor }, { table: "places", selection: { kind: "matching" }, change });

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await insertPlaces(db, 1_500);
  // What no preview can foresee.
  await db.execute(sql`
    create function no_closing() returns trigger language plpgsql as $$ begin
      if new.geoname_id % 5 = 0 then raise exception 'not this one' using errcode = '23514'; end if; return new;
    end $$`);
  await db.execute(sql`create trigger no_closing before update on places for each row execute function no_closing()`);
});

test("finds every refusal by the real write, and leaves no trace", async () => {
  const ctx = { db, actor: editor };
  const { taskId } = await plan(editor);
  expect((await previewPlan(ctx, { taskId })).counts.refused).toBe(0);
  const { counts, refused } = await dryRunPlan(ctx, { taskId });
  expect(counts).toMatchObject({ changed: 1_200, failed: 300 });
  expect(refused).toHaveLength(300);
  expect(refused[0]).toMatchObject({ record_id: "5", label: "Place 5", outcome: "failed" });
  for (const where of [
    sql`places where status = 'closed'`,
    sql`swath.record_changes`,
    sql`swath.record_outcomes`,
    sql`swath.bulk_chunks where done_at is not null`,
  ]) {
    expect(await db.execute(sql`select 1 from ${where}`)).toHaveLength(0);
  }
});

test("the preview says up to what size it works, and beyond that it is refused", async () => {
  const ctx = { db, actor: editor };
  const { taskId } = await plan(editor);
  expect((await previewPlan(ctx, { taskId })).mostDryRun).toBe(MOST_DRY_RUN);
  await db.execute(sql`update swath.bulk_tasks set total = ${MOST_DRY_RUN + 1} where id = ${taskId}`);
  await expect(dryRunPlan(ctx, { taskId })).rejects.toMatchObject({ code: "TOO_MANY" });
});

test("another person's plan is not there; whoever may not edit any more is refused", async () => {
  const { taskId } = await plan(editor);
  const other = await createUser(db);
  await expect(dryRunPlan({ db, actor: other }, { taskId })).rejects.toMatchObject({ code: "PLAN_EXPIRED" });
  const demoted = { ...editor, role: "viewer" as const };
  await expect(dryRunPlan({ db, actor: demoted }, { taskId })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
