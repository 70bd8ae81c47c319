import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startTask, untilEnded } from "@/crash/tasks";
import { endWorkerProcesses, startWorkerProcess, until } from "@/crash/worker-process";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { notificationPreferences, notifications } from "@/lib/db/schema/notifications";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { type MailServer, startMailServer } from "@/lib/testing/mail-server";

const LOCK = 4_711;
const add = { kind: "update", columns: { population: { op: "add", by: "1" } } } as const;

let database: TestDatabase;
let db: Db;
let editor: Actor;
let mail: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  editor = await createUser(db);
  await db.insert(notificationPreferences).values({ userId: editor.id, channel: "email", tell: "always" });
  await insertPlaces(db, 100);
  mail = await startMailServer();
});

beforeEach(async () => {
  await db.execute(sql`truncate swath.notifications`);
  mail.received.length = 0;
});

afterEach(endWorkerProcesses);
afterAll(() => mail.close());

const startWorker = () =>
  startWorkerProcess(database.url, {
    SWATH_SMTP_URL: mail.url,
    SWATH_MAIL_FROM: "swath@example.com",
    SWATH_PUBLIC_URL: "https://swath.example.com",
  });

const theMessage = async () => (await db.select().from(notifications))[0];
const messageIds = () => mail.received.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1]?.trim());

const untilConnectionsAreGone = () =>
  until(
    async () => {
      const left = await db.execute(sql`
        select from pg_stat_activity
        where datname = current_database() and application_name like 'swath-worker%'`);
      return left.length === 0;
    },
    20_000,
    "the end of the killed worker's sessions",
  );

test("a worker killed between the end of a task and its notification: another sends it, exactly once", async () => {
  await db.execute(sql`
    create function hold() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock(${sql.raw(String(LOCK))}); return new; end $$`);
  await db.execute(sql`create trigger hold before update on swath.notifications for each row execute function hold()`);
  const first = await startWorker();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const task = await untilEnded(db, await startTask(db, editor, add));
    expect(task.state).toBe("succeeded");
    await first.end("SIGKILL");
    await untilConnectionsAreGone();
  });
  await db.execute(sql`drop function hold cascade`);
  expect(await theMessage()).toMatchObject({ state: "waiting", attempts: 0 });
  expect(mail.received).toHaveLength(0);

  await startWorker();
  await until(async () => (await theMessage())?.state === "sent", 20_000, "the message to be sent");
  expect(mail.received).toMatchObject([{ to: [editor.email] }]);
  expect(messageIds()).toEqual([`<${(await theMessage())?.id}@example.com>`]);
});

test("a worker killed between sending and noting it: the repeat has the same Message-ID", async () => {
  const release = mail.hold();
  const first = await startWorker();
  await startTask(db, editor, add);
  await until(() => mail.received.length === 1, 20_000, "the message to arrive");
  await first.end("SIGKILL");
  release();
  expect(await theMessage()).toMatchObject({ state: "waiting", attempts: 1 });

  // As its lease would have passed.
  await db.execute(sql`update swath.notifications set next_try_at = clock_timestamp()`);
  await startWorker();
  await until(async () => (await theMessage())?.state === "sent", 20_000, "the message to be sent");
  expect(mail.received).toHaveLength(2);
  expect(new Set(messageIds()).size).toBe(1);
});
