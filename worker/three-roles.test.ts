import { randomBytes } from "node:crypto";
import fs from "node:fs";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { maintain } from "@/lib/bulk/run/maintenance";
import { loadTables } from "@/lib/catalogue/load-tables";
import { type Database, openDatabase } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { applyPlan, listRecords, planTask } from "@/lib/testing/verbs";
import { whyQueueHidden } from "@/lib/queue/graphile/queue-hidden";
import { startWorker } from "./start-worker";

// Read on import; the tests open their own.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

const suffix = `${process.pid}_${randomBytes(4).toString("hex")}`;
const name = `swath_roles_${suffix}`;
const log = pino({ level: "silent" });
const admin = new pg.Client({ connectionString: inject("adminUrl") });
let owner: pg.Client;
let web: Database;

const named = (text: string) => text.replaceAll(/swath_(owner|web|worker)/g, `swath_$1_${suffix}`);
const url = (account?: "owner" | "web" | "worker") => {
  const address = new URL(inject("adminUrl"));
  address.pathname = `/${name}`;
  if (account) [address.username, address.password] = [`swath_${account}_${suffix}`, "change me"];
  return address.toString();
};
/** What the document tells people to run, in its order. */
const [first = "", second = ""] = [
  ...fs.readFileSync("docs/database-roles.md", "utf8").matchAll(/```sql\n(.*?)```/gs),
].map(([, block]) => named(block ?? ""));

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  const superuser = new pg.Client({ connectionString: url() });
  await superuser.connect();
  await superuser.query("create table public.goods (id int primary key, name text not null, stock int not null)");
  await superuser.query("insert into public.goods select i, 'good ' || i, i from generate_series(1, 300) i");
  await superuser.query(first);
  await superuser.query(`revoke delete on public.goods from swath_web_${suffix}`);
  await superuser.end();
  await migrateDatabase(url("owner"));
  owner = new pg.Client({ connectionString: url("owner") });
  await owner.connect();
  await owner.query(second);
  web = openDatabase(url("web"), { max: 4, applicationName: "swath-web" });
});
afterAll(async () => {
  await web?.end();
  await owner?.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.query(named("drop role swath_worker, swath_web, swath_owner"));
  await admin.end();
});

test("web plans, the queue takes it, the worker writes and keeps house, each with the rights of the document", async () => {
  const { db } = web;
  await loadTables(db);
  const ctx = { db, actor: await createUser(db, { role: "admin" }) };
  expect((await listRecords(ctx, { table: "goods" })).rows.length).toBeGreaterThan(0);
  const change = { kind: "update", columns: { stock: { op: "add", by: 1 } } } as const;
  const { taskId } = await planTask(ctx, { table: "goods", selection: { kind: "matching" }, change });
  const worker = await startWorker({ url: url("worker"), concurrency: 2, historyMonths: 12, notify: {} as never, log });
  try {
    const alive = async () => (await owner.query("select 1 from swath.worker_heartbeats")).rowCount;
    await expect.poll(alive, { timeout: 10_000 }).toBe(1);
    const { ran, task } = await applyPlan(ctx, { taskId, change });
    expect({ ran, backend: task.backend }).toEqual({ ran: "background", backend: "graphile" });
    await expect
      .poll(async () => (await owner.query("select state, changed from swath.bulk_tasks")).rows, { timeout: 20_000 })
      .toEqual([{ state: "succeeded", changed: 300 }]);
  } finally {
    await worker.stop();
  }
  // A month that is to come: made by the worker, the owner's all the same.
  await owner.query("drop table swath.record_changes_" + month(2));
  const asWorker = openDatabase(url("worker"), { max: 1, applicationName: "swath-worker" });
  await maintain(asWorker.db, log, { historyMonths: 12 });
  await asWorker.end();
  const { rows } = await owner.query("select tableowner from pg_tables where tablename = $1", [
    `record_changes_${month(2)}`,
  ]);
  expect(rows).toEqual([{ tableowner: named("swath_owner") }]);
});

test("a worker that would wait for ever, since the queue hides its jobs from it, is told so", async () => {
  const asWorker = openDatabase(url("worker"), { max: 1, applicationName: "swath-worker" });
  expect(await whyQueueHidden(asWorker.db)).toBeUndefined();
  await asWorker.end();
  expect(await whyQueueHidden(web.db)).toBeUndefined();
  await owner.query(named("drop policy swath_web on graphile_worker._private_jobs"));
  expect(await whyQueueHidden(web.db)).toMatch(/can't see the jobs of the queue/);
});

test("what web has no right for is refused by the database, and not offered", async () => {
  expect(getTable("goods").limits).toMatchObject({ edit: null, delete: expect.stringContaining("DELETE") });
  const asWeb = new pg.Client({ connectionString: url("web") });
  await asWeb.connect();
  for (const statement of [
    "drop table swath.bulk_tasks",
    "create table swath.mine (id int)",
    "create table public.mine (id int)",
    "truncate public.goods",
    "delete from public.goods",
    "alter table public.goods add column mine int",
    "select pg_read_file('/etc/hostname')",
  ]) {
    await expect(asWeb.query(statement), statement).rejects.toMatchObject({ code: "42501" });
  }
  await asWeb.end();
});

/** 2026_11, so many months from now. */
function month(ahead: number): string {
  const now = new Date();
  const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
  return `${at.getUTCFullYear()}_${String(at.getUTCMonth() + 1).padStart(2, "0")}`;
}
