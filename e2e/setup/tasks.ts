import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { findUserByEmail } from "../../lib/auth/find-user";
import type { ApplyPlanInput } from "../../lib/bulk/plan/apply-plan";
import { loadTables } from "../../lib/catalogue/load-tables";
import { applyPlan, planTask } from "@/lib/testing/verbs";
import { openDatabase } from "../../lib/db/client";
import { expect } from "./test";

type Columns = Extract<NonNullable<ApplyPlanInput["change"]>, { kind: "update" }>["columns"];

/**
 * An editor of this test file's own: the end of a task is told wherever its owner is signed in, so sharing the demo
 * editor would put toasts into other tests.
 */
export async function addEditor(sql: postgres.Sql, name: string): Promise<void> {
  await sql`
    insert into swath.users (id, name, email, password_hash, role)
    select gen_random_uuid(), ${name}, ${`${name.toLowerCase()}@swath.local`}, password_hash, role
    from swath.users where email = 'editor@swath.local'
    on conflict do nothing`;
}

/** Starts an edit of all places of a country as somebody of swath.local, as the bulk sheet would. Answers the task's id. */
export async function startTask(who: string, country: string, columns: Columns, reason?: string): Promise<string> {
  const database = openDatabase(process.env.SWATH_E2E_DATABASE_URL ?? "", { max: 1 });
  try {
    await loadTables(database.db);
    const user = await findUserByEmail(database.db, `${who}@swath.local`);
    if (!user) throw new Error(`There is no ${who}.`);
    const ctx = { db: database.db, actor: { id: user.id, email: user.email, name: user.name, role: user.role } };
    const filter = { join: "and" as const, rules: [{ column: "country", operator: "is", value: country }] };
    const change = { kind: "update" as const, columns };
    const { taskId } = await planTask(ctx, { table: "places", selection: { kind: "matching", filter }, change });
    const { task } = await applyPlan(ctx, { taskId, change, reason });
    return task.id;
  } finally {
    await database.end();
  }
}

/**
 * Keeps the later half of a country's places locked, so that a task on them stops in the middle.
 * @returns what lets go of them
 */
export async function holdLaterHalf(sql: postgres.Sql, country: string): Promise<() => Promise<void>> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let locked = () => {};
  const ready = new Promise<void>((resolve) => (locked = resolve));
  const done = sql.begin(async (tx) => {
    await tx`
      select from places where country = ${country} and geoname_id > (
        select percentile_disc(0.5) within group (order by geoname_id) from places where country = ${country})
      for update`;
    locked();
    await held;
  });
  await Promise.race([ready, done]);
  return async () => {
    release();
    await done;
  };
}

export const taskRow = (page: Page, words: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: words });

/** How many records a progress bar says are done. */
export async function doneOf(bar: ReturnType<Page["locator"]>): Promise<number> {
  return Number(await bar.getAttribute("aria-valuenow"));
}

/** The task page says, in its badge, what state the task is in. */
export async function expectState(page: Page, word: string, timeout = 20_000): Promise<void> {
  await expect(page.getByRole("article").locator("header").getByText(word, { exact: true })).toBeVisible({ timeout });
}

/** Waits until no lane holds a chunk of the task that is not done: what a lane claims later obeys the task's state. */
export async function untilNoChunkInFlight(sql: postgres.Sql, taskId: string): Promise<void> {
  await expect
    .poll(async () => {
      const open = await sql`select from swath.bulk_chunks where task_id = ${taskId} and done_at is null`;
      const free = await sql`
        select from swath.bulk_chunks where task_id = ${taskId} and done_at is null for update skip locked`;
      return open.length - free.length;
    })
    .toBe(0);
}
