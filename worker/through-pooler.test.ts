import { sql } from "drizzle-orm";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { violations } from "@/crash/oracle";
import { killTheWriter } from "@/crash/kill-the-writer";
import { chunkWorkers, startTask, untilEnded, untilState } from "@/crash/tasks";
import { endWorkerProcesses, startWorkerProcess } from "@/crash/worker-process";
import { cancelTask, pauseTask, resumeTask } from "@/lib/bulk/task/control-task";
import type { Change } from "@/lib/bulk/model/change";
import { type Database, openDatabase } from "@/lib/db/client";
import { isPooled, isTransactionPooler } from "@/lib/db/connect/pooler";
import { Listener } from "@/lib/db/listener";
import { migrateDatabase } from "@/lib/db/migrate";
import { TaskHub } from "@/lib/live/hub";
import type { TaskEvent } from "@/lib/live/task-event";
import { taskEvents } from "@/lib/live/task-events";
import type { Actor } from "@/lib/model/actor";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { hasPgBouncer, PgBouncer } from "@/lib/testing/pg-bouncer";
import { quickPlaces, raisedInAll, slowPlaces } from "@/lib/testing/slow-places";
import { applyPlan, listRecords, planTask, recordHistory } from "@/lib/testing/verbs";
import { startWorker } from "./start-worker";

// Read on import; the tests open their own.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

const PLACES = 3_000;
const raise: Change = { kind: "update", columns: { population: { op: "add", by: "1" } } };
const log = pino({ level: "silent" });

// Everything goes through a real PgBouncer in transaction mode, with its defaults, except what is to look past it.
describe.skipIf(!hasPgBouncer)("through PgBouncer (skipped where there is none)", () => {
  let direct: TestDatabase;
  let bouncer: PgBouncer;
  let web: Database;
  let editor: Actor;
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
  const through = (parameters = "") => bouncer.url(direct.url, parameters);

  beforeAll(async () => {
    direct = await testDatabase();
    editor = await createUser(direct.db);
    await insertPlaces(direct.db, PLACES);
    bouncer = await PgBouncer.start(inject("adminUrl"));
    // As the web app opens it: that a pooler is there nobody says.
    web = openDatabase(through(), { settings: { statement_timeout: "60s" } });
    worker = await startWorker({ url: through(), concurrency: 2, historyMonths: 12, notify: {} as never, log });
    await vi.waitUntil(async () => {
      const { length } = await direct.db.execute(sql`select from swath.worker_heartbeats`);
      return length > 0;
    }, 10_000);
  });
  afterAll(async () => {
    await endWorkerProcesses();
    await worker?.stop();
    await web?.end();
    await bouncer?.stop();
  });

  const raised = () => raisedInAll(web.db);

  test("it is found out, and believed where it is said", async () => {
    expect(await isPooled(through())).toBe(true);
    expect(await isPooled(direct.url)).toBe(false);
    expect(await isPooled("postgres://nobody@127.0.0.1:1/d?pgbouncer=true")).toBe(true);
    expect(await isTransactionPooler(through())).toBe(true);
    expect(await isTransactionPooler(direct.url)).toBe(false);
  });

  test.each(["graphile", "polling"])("%s: a task runs to its end, and is written exactly once", async (backend) => {
    const before = await raised();
    const taskId = await startTask(web.db, editor, raise, { backend });
    const task = await untilEnded(web.db, taskId);
    expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
    expect(await violations(web.db, task)).toEqual([]);
    expect(await raised()).toBe(before + PLACES);
  });

  test("a task is undone", async () => {
    const before = await raised();
    const [done] = await web.db.execute<{ id: string }>(sql`select id from swath.bulk_tasks order by id desc limit 1`);
    const undoId = await startTask(web.db, editor, { kind: "undo" }, { undoOf: done?.id ?? "" });
    expect(await untilEnded(web.db, undoId)).toMatchObject({ state: "succeeded", changed: PLACES });
    expect(await raised()).toBe(before - PLACES);
  });

  test("the page's verbs: a list, a bulk edit that a worker takes, the history of a record", async () => {
    const before = await raised();
    const ctx = { db: web.db, actor: editor };
    const { rows } = await listRecords(ctx, { table: "places" });
    const [first] = rows;
    if (!first) throw new Error("No records.");
    const { taskId } = await planTask(ctx, { table: "places", selection: { kind: "matching" }, change: raise });
    const { ran } = await applyPlan(ctx, { taskId, change: raise });
    expect(ran).toBe("background");
    await untilEnded(web.db, taskId);
    expect(await raised()).toBe(before + PLACES);
    expect((await recordHistory(ctx, { table: "places", id: first.id })).entries.length).toBeGreaterThan(0);
  });

  test("a task is paused, goes on, and is cancelled", async () => {
    await slowPlaces(direct.db, 300);
    const ctx = { db: web.db, actor: editor };
    const taskId = await startTask(web.db, editor, raise, { lanes: 1 });
    await untilState(web.db, taskId, "running");
    await pauseTask(ctx, { taskId });
    await resumeTask(ctx, { taskId });
    await cancelTask(ctx, { taskId });
    const task = await untilEnded(web.db, taskId);
    expect(await violations(web.db, task)).toEqual([]);
    await quickPlaces(direct.db);
  });

  test("pages are told of changes: by looking through it, by LISTEN past it", async () => {
    for (const url of [through(), direct.url]) {
      const fellBack = vi.fn();
      const hub = new TaskHub({ db: web.db, url, mode: "listen", pollMs: 50, onFallback: fellBack });
      const abort = new AbortController();
      const seen: TaskEvent[] = [];
      const done = (async () => {
        const events = taskEvents({ actor: editor, session: { epoch: 0, id: "s" } }, abort.signal, { hub, db: web.db });
        for await (const event of events) seen.push(event);
      })();
      await vi.waitFor(() => expect(seen).not.toHaveLength(0), 10_000);
      const taskId = await startTask(web.db, editor, raise);
      await vi.waitFor(() => expect(seen.flatMap(({ tasks }) => tasks).map(({ id }) => id)).toContain(taskId), 10_000);
      expect(fellBack).toHaveBeenCalledTimes(url === direct.url ? 0 : 1);
      await untilEnded(web.db, taskId);
      abort.abort();
      await done;
      await hub.close();
    }
  });

  test("settings hold for each transaction behind it, for each session past it, and are nobody else's", async () => {
    const [behind, past] = [through(), direct.url].map((url) =>
      openDatabase(url, { max: 1, settings: { statement_timeout: "7s" } }),
    );
    const setting = sql`select current_setting('statement_timeout') as now`;
    const inside = (database: Database | undefined) =>
      database?.db.transaction(async (tx) => [...(await tx.execute(setting))]);
    const outside = async (database: Database | undefined) => [...((await database?.db.execute(setting)) ?? [])];
    expect(await inside(behind)).toEqual([{ now: "7s" }]);
    expect(await outside(behind)).toEqual([{ now: "0" }]);
    expect(await inside(past)).toEqual([{ now: "7s" }]);
    expect(await outside(past)).toEqual([{ now: "7s" }]);
    await Promise.all([behind?.end(), past?.end()]);
  });

  test("a listener says why it is not heard, and which variable mends it", async () => {
    const listener = new Listener({ url: through(), channel: "c", applicationName: "t", onNotification: () => {} });
    await expect(listener.start()).rejects.toThrow(/pooler: set DATABASE_DIRECT_URL/);
  });

  test("nothing of a session stays with a connection that is somebody else's next", async () => {
    const all = openDatabase(through(), { max: 10 });
    const left = await Promise.all(
      Array.from({ length: 10 }, () =>
        all.db.transaction(async (tx) => {
          const [row] = await tx.execute(sql`
            select (select count(*)::int from pg_prepared_statements) as prepared,
              (select count(*)::int from pg_listening_channels()) as channels,
              (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
              current_setting('lock_timeout') as waits, pg_sleep(0.2) is null as slept`);
          return row;
        }),
      ),
    );
    for (const row of left) expect(row).toMatchObject({ prepared: 0, channels: 0, locks: 0, waits: "0" });
    await all.end();
  });

  test("a worker that is given the database itself as well hears of jobs at once", async () => {
    await worker?.stop();
    worker = undefined;
    const options = { url: through("pgbouncer=true"), directUrl: direct.url, concurrency: 2, historyMonths: 12, log };
    worker = await startWorker({ ...options, notify: {} as never });
    const taskId = await startTask(web.db, editor, raise);
    expect(await untilEnded(web.db, taskId)).toMatchObject({ state: "succeeded", changed: PLACES });
    const { length } = await direct.db.execute(
      sql`select from pg_stat_activity where datname = current_database() and query like 'LISTEN%'`,
    );
    expect(length).toBeGreaterThan(0);
  });

  test("a worker process is killed in mid-task: another goes on within 10 s, and each record is written once", async () => {
    await worker?.stop();
    worker = undefined;
    await slowPlaces(direct.db, 300);
    const before = await raised();
    const both = await Promise.all([startWorkerProcess(through()), startWorkerProcess(through())]);
    const taskId = await startTask(web.db, editor, raise, { lanes: 1 });
    const { done, tookMs } = await killTheWriter(web.db, both, taskId);
    expect(done).toBeLessThan(PLACES / 1_000);
    expect(tookMs).toBeLessThan(10_000);
    const task = await untilEnded(web.db, taskId);
    expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
    expect(new Set(await chunkWorkers(web.db, taskId)).size).toBe(2);
    expect(await violations(web.db, task)).toEqual([]);
    expect(await raised()).toBe(before + PLACES);
    await quickPlaces(direct.db);
  });

  test("migrations refuse it in words, whether or not it is said", async () => {
    for (const parameters of ["", "pgbouncer=true"]) {
      await expect(migrateDatabase(through(parameters))).rejects.toThrow(
        /through a transaction pooler: set DATABASE_DIRECT_URL to the address of the database itself/,
      );
    }
    await expect(migrateDatabase(through(), { variable: "DATABASE_DIRECT_URL" })).rejects.toThrow(
      /DATABASE_DIRECT_URL leads through a transaction pooler/,
    );
  });

  test("a pooler of sessions serves migrations", async () => {
    const sessions = await PgBouncer.start(inject("adminUrl"), { pool_mode: "session" });
    try {
      expect(await isTransactionPooler(sessions.url(direct.url))).toBe(false);
      await migrateDatabase(sessions.url(direct.url));
      await migrateDatabase(sessions.url(direct.url));
    } finally {
      await sessions.stop();
    }
  });

  test("a migration waits for another one, and not without end", async () => {
    let free = () => {};
    const held = direct.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(7385001)`);
      await new Promise<void>((resolve) => (free = resolve));
    });
    await expect(migrateDatabase(direct.url, { patienceMs: 300 })).rejects.toThrow(
      /Another migration has been running for 1 s \(process \d+, connected since 2/,
    );
    const migrating = migrateDatabase(direct.url);
    free();
    await held;
    await migrating;
  });
});
