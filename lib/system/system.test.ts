import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { writeAudit } from "@/lib/audit/write-audit";
import { openDatabase, type Db } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertEdits } from "@/lib/testing/insert-edit";
import { insertTask } from "@/lib/testing/insert-task";
import { environmentSettings } from "./environment-settings";
import { healthAnswer, healthDetail } from "./health-answer";
import { problemsOf } from "./judge";
import { metricsText } from "./metrics";
import { metricsResponse } from "./metrics-response";
import { hasMetricsToken } from "./metrics-token";
import { readFacts } from "./read-facts";
import { readSystem } from "./read-system";
import { tableUse } from "./table-use";

// Read on import; the tests open their own.
vi.hoisted(() => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
  vi.stubEnv("SWATH_HISTORY_MONTHS", "24");
  vi.stubEnv("SWATH_METRICS_TOKEN", "a-token-of-some-length");
});

let db: Db;
beforeEach(async () => {
  ({ db } = await testDatabase());
});

const beat = (id: string, ago = "0 seconds", version = "1.0.0", stopped: string | null = null) =>
  db.execute(sql`
    insert into swath.worker_heartbeats (id, host, pid, version, running_lanes, started_at, seen_at, stopped_at)
    values (${id}, ${`host-${id}`}, 7, ${version}, 2, now() - interval '1 hour', now() - ${ago}::interval, ${stopped}::timestamptz)`);

test("page, health check and metrics say the same of the same moment", async () => {
  const editor = await createUser(db);
  await beat("a");
  await beat("b", "40 seconds");
  await beat("c", "1 second", "1.0.0", "2026-01-01");
  await insertTask(db, editor, { total: 100, processed: 40 });
  await insertTask(db, editor, { state: "pending", total: 10, createdAt: new Date(Date.now() - 120_000) });
  await insertTask(db, editor, { state: "paused" });
  for (const action of ["failed", "failed", "partial"] as const)
    await writeAudit(db, { actorId: null, subjectKind: "task", subjectId: "x", action });

  const facts = await readFacts(db);
  expect(facts.tasks).toMatchObject({
    pending: 1,
    running: 1,
    paused: 1,
    openRecords: 70,
    failedLastHour: 2,
    partialLastHour: 1,
  });
  expect(facts.tasks.oldestPendingSeconds).toBeCloseTo(120, -1);
  expect(facts.workers).toMatchObject([
    { id: "a", host: "host-a", alive: true, runningLanes: 2 },
    { id: "b", alive: false },
  ]);
  expect(facts.history.partitions.length).toBeGreaterThan(2);

  expect(healthAnswer(facts)).toEqual({ ok: true, database: "ok", workers: { alive: 1 }, live: "listen" });
  expect(healthDetail(facts).problems.map(({ message }) => message)).toEqual([
    "1 worker has fallen silent without saying goodbye.",
    "2 tasks failed in the last hour.",
  ]);
  const text = await metricsText(facts);
  expect(text).toContain("swath_up 1\n");
  expect(text).toContain("swath_workers_alive 1\n");
  expect(text).toContain('swath_tasks{state="pending"} 1\n');
  expect(text).toContain('swath_tasks_ended_last_hour{state="failed"} 2\n');
  expect(text).toContain('swath_worker_running_lanes{worker="a",host="host-a",version="1.0.0"} 2\n');
  expect(text).toContain("swath_backlog_records 70\n");
});

test("viewers are those of all web processes, but for one that has not been heard of lately", async () => {
  const note = (viewers: number, ago: string) =>
    db.execute(sql`
      insert into swath.web_heartbeats (id, viewers, seen_at) values (gen_random_uuid(), ${viewers}, now() - ${ago}::interval)`);
  await note(3, "0 seconds");
  await note(4, "10 seconds");
  await note(0, "0 seconds");
  await note(9, "16 seconds");
  const facts = await readFacts(db);
  expect(facts.live).toEqual({ mode: "listen", viewers: 7, processes: 2 });
  const text = await metricsText(facts);
  expect(text).toContain("swath_live_viewers 7\n");
  expect(text).toContain("swath_live_processes 2\n");
});

test("messages that were given up in the last hour are a warning that leads to them", async () => {
  await beat("a");
  const { id: taskId } = await insertTask(db, await createUser(db), { state: "succeeded" });
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const message = { taskId, channel: "email", triedAt: hoursAgo(0.5) } as const;
  await db.insert(notifications).values([
    { ...message, recipient: "a@example.test", state: "failed" },
    { ...message, recipient: "b@example.test", state: "failed", triedAt: hoursAgo(2) },
    { ...message, recipient: "c@example.test", state: "sent" },
    { ...message, recipient: "d@example.test", state: "waiting" },
  ]);
  const facts = await readFacts(db);
  expect(facts.deliveries).toEqual({ waiting: 1, failedLastHour: 1 });
  expect(healthAnswer(facts).ok).toBe(true);
  expect(problemsOf(facts)).toEqual([
    {
      severity: "warning",
      message: "1 message about the end of a task could not be delivered in the last hour.",
      href: "/admin/deliveries?state=failed",
    },
  ]);
  expect(await metricsText(facts)).toContain("swath_deliveries_failed_last_hour 1\n");
});

test("without a worker it is unwell, and says what to do", async () => {
  const facts = await readFacts(db);
  expect(healthAnswer(facts)).toMatchObject({ ok: false, database: "ok", workers: { alive: 0 } });
  expect(problemsOf(facts)[0]).toMatchObject({
    severity: "unwell",
    message: expect.stringContaining("Start one with `npm run worker`."),
  });
  expect(await metricsText(facts)).toContain("swath_up 0\n");
});

test("workers of different versions are a warning, no illness", async () => {
  await beat("a", "0 seconds", "1.0.0");
  await beat("b", "0 seconds", "1.1.0");
  const facts = await readFacts(db);
  expect(healthAnswer(facts).ok).toBe(true);
  expect(problemsOf(facts)).toMatchObject([{ severity: "warning", message: expect.stringContaining("1.0.0, 1.1.0") }]);
});

test("a database that does not answer is a fact, not an error", async () => {
  const nowhere = openDatabase("postgres://nobody@127.0.0.1:1/none", { max: 1 });
  try {
    const facts = await readFacts(nowhere.db);
    expect(healthAnswer(facts)).toMatchObject({ ok: false, database: "unreachable" });
    const text = await metricsText(facts);
    expect(text).toContain("swath_database_up 0\n");
    // Not known is not zero.
    expect(text).not.toMatch(/^swath_workers_alive /m);
  } finally {
    await nowhere.end();
  }
});

test("the use of a table: records, tasks, the last change and its share of the history", async () => {
  const admin = await createUser(db, { role: "admin" });
  await insertPlaces(db, 30);
  await insertTask(db, admin, { changed: 12, state: "succeeded", finishedAt: new Date("2026-01-01T00:00:00Z") });
  await insertEdits(
    db,
    admin.id,
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
  await db.execute(sql`analyze places`);
  const use = await tableUse({ db, actor: admin }, "places");
  expect(use).toMatchObject({ records: 30, tasks: 1, changed: 12, historyRecords: 50 });
  expect(new Date(use?.lastChangeAt ?? 0).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test.each([
  ["Bearer right-token-of-16", "right-token-of-16", true],
  ["bearer right-token-of-16", "right-token-of-16", true],
  ["Bearer wrong", "right-token-of-16", false],
  ["right-token-of-16", "right-token-of-16", false],
  ["Bearer undefined", undefined, false],
])("%s against %s: %s", (authorization, token, right) => {
  expect(hasMetricsToken(new Request("http://swath.test", { headers: { authorization } }), token)).toBe(right);
});

test("metrics: no such page without a configured token, 401 with a wrong one, text with the right one", async () => {
  const ask = (authorization: string, token?: string) =>
    metricsResponse(new Request("http://swath.test", { headers: { authorization } }), token, () => readFacts(db));
  expect((await ask("Bearer x")).status).toBe(404);
  expect((await ask("Bearer x", "a-token-of-some-length")).status).toBe(401);
  const right = await ask("Bearer a-token-of-some-length", "a-token-of-some-length");
  expect(right.status).toBe(200);
  expect(right.headers.get("content-type")).toContain("text/plain");
});

test("what the environment sets says so; of a secret only that it is there", async () => {
  const admin = await createUser(db, { role: "admin" });
  const settings = environmentSettings({ db, actor: admin });
  expect(settings.find(({ name }) => name === "SWATH_HISTORY_MONTHS")).toMatchObject({
    value: 24,
    source: "environment",
  });
  expect(settings.find(({ name }) => name === "SWATH_LIVE")).toMatchObject({ value: "listen", source: "default" });
  expect(settings.find(({ name }) => name === "SWATH_METRICS_TOKEN")).toMatchObject({ value: "set" });
  expect(JSON.stringify(settings)).not.toContain("a-token-of-some-length");
});

test("editors and viewers are refused", async () => {
  for (const role of ["editor", "viewer"] as const) {
    const actor = await createUser(db, { role });
    await expect(readSystem({ db, actor })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(() => environmentSettings({ db, actor })).toThrow("doesn't allow you to see settings");
    await expect(tableUse({ db, actor }, "places")).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});
