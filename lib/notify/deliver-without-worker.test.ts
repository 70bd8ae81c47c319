import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { placesTable } from "@/lib/db/sample/places";
import type { Db } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";

vi.mock("@/lib/log", () => ({ log: { warn: vi.fn(), error: vi.fn() } }));
vi.mock("./config", () => ({ notifyConfig: () => ({ allowInternal: false, secretNamed: () => undefined }) }));
const { deliverWithoutWorker } = await import("./deliver-without-worker");

let db: Db;
let editor: Actor;
const onFinish = vi.fn();

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await insertPlaces(db, 3);
  registerTable(defineTable(placesTable, { bulk: { notification: ["status_page", "webhook"], onFinish } }));
});

const edit = (region: string) =>
  runBulk(db, editor, { kind: "update", columns: { region: { op: "set", value: region } } });
const states = async (taskId: string) =>
  db
    .select({ channel: notifications.channel, state: notifications.state, attempts: notifications.attempts })
    .from(notifications)
    .where(eq(notifications.taskId, taskId))
    .orderBy(notifications.channel);

test("where no worker is, the web app sends what it can, and leaves the rest to one that comes", async () => {
  const { id } = await edit("A");
  await deliverWithoutWorker({ db });
  expect(onFinish).toHaveBeenCalledTimes(1);
  expect(await states(id)).toEqual([
    { channel: "webhook", state: "waiting", attempts: 0 },
    { channel: "callback", state: "sent", attempts: 1 },
  ]);
});

test("where a worker is, the web app leaves everything to it", async () => {
  await pretendWorkerIsAlive(db);
  const { id } = await edit("B");
  await deliverWithoutWorker({ db });
  expect((await states(id)).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
});

test("what goes wrong there reaches nobody: the answer has been given", async () => {
  await db.execute(sql`alter table swath.worker_heartbeats rename to gone`);
  await expect(deliverWithoutWorker({ db })).resolves.toBeUndefined();
});
