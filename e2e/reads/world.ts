import type { Browser, BrowserContext } from "@playwright/test";
import type postgres from "postgres";
import { addEditor, holdLaterHalf, startTask } from "../setup/tasks";
import { expect, login } from "../setup/test";

/** What there is to read. */
export interface World {
  /** Who reads: an admin of this file's own, signed in. */
  state: Awaited<ReturnType<BrowserContext["storageState"]>>;
  /** A task that has changed records, and is over. */
  doneTask: string;
  /** The key of a record that is gone, and was changed before. */
  gone: number;
  customer: string;
  /** Starts a task that is at work until it is let go. */
  startHeld: () => Promise<{ id: string; letGo: () => Promise<void> }>;
  /** Somebody else changes the places of a country. Answers what stands in their notes then. */
  news: (country: string) => Promise<string>;
}

/** Of each list that is read page by page there is more than one page. */
export async function makeWorld(browser: Browser, sql: postgres.Sql): Promise<World> {
  await addEditor(sql, "Nell");
  await addEditor(sql, "Faye");
  await sql`update swath.users set role = 'admin' where email = 'faye@swath.local'`;
  const stateOf = async (id: string) =>
    (await sql<{ state: string }[]>`select state from swath.bulk_tasks where id = ${id}`)[0]?.state;
  const doneTask = await startTask("faye", "MN", { notes: { op: "set", value: `done ${Date.now()}` } });
  await fillLists(sql);
  const page = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(page, "faye");
  const state = await page.context().storageState();
  await page.close();
  await expect.poll(() => stateOf(doneTask)).toBe("succeeded");
  const [{ gone }] = await sql<[{ gone: number }]>`
    delete from places where geoname_id = (select min(geoname_id) from places where country = 'MN')
    returning geoname_id as gone`;
  const [{ customer }] = await sql<[{ customer: string }]>`select min(id) as customer from customers`;
  return {
    state,
    doneTask,
    gone,
    customer,
    async startHeld() {
      const letGo = await holdLaterHalf(sql, "JO");
      const id = await startTask("faye", "JO", { notes: { op: "set", value: `held ${Date.now()}` } });
      await expect.poll(() => stateOf(id)).toBe("running");
      return { id, letGo };
    },
    async news(country) {
      const value = `news ${Date.now()}`;
      await startTask("nell", country, { notes: { op: "set", value } });
      return value;
    },
  };
}

async function fillLists(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into swath.bulk_tasks
      (id, actor_id, table_name, operation, selection, change_text, filter_text, state, total, processed, changed, finished_at)
    select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
      (select id from swath.users where email = 'faye@swath.local'), 'products', 'update',
      '{"kind":"records","ids":["1"]}', 'Faye ' || n, 'all records', 'succeeded', 1, 1, 1, now()
    from generate_series(1, 75) as n`;
  await sql`
    insert into swath.notifications (id, task_id, channel, recipient, state, attempts, sent_at)
    select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, '00000000-0000-7000-9000-000000000001',
      'webhook', 'https://hooks.example.com/faye/' || n, 'sent', 1, now()
    from generate_series(1, 75) as n`;
  await sql`
    insert into swath.audit_log (subject_kind, subject_id, action)
    select 'task', '00000000-0000-7000-9000-000000000001', 'paused' from generate_series(1, 75)`;
}

export async function emptyLists(sql: postgres.Sql): Promise<void> {
  await sql`delete from swath.notifications where recipient like 'https://hooks.example.com/faye/%'`;
  await sql`delete from swath.bulk_tasks where id::text like '00000000-0000-7000-9000-%'`;
}
