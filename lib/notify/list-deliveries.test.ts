import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { listAudit, listDeliveries } from "@/lib/testing/verbs";
import type { Db } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { sendAgain } from "./send-again";

let db: Db;
let owner: Actor;
let admin: Actor;
let others: Actor[];
let taskId: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
  owner = await createUser(db);
  admin = await createUser(db, { role: "admin" });
  others = [await createUser(db, { role: "viewer" }), await createUser(db)];
  taskId = (await insertTask(db, owner, { state: "succeeded" })).id;
});

async function message(values: Partial<typeof notifications.$inferInsert> = {}): Promise<string> {
  const [row] = await db
    .insert(notifications)
    .values({ taskId, channel: "email", recipient: `${Math.random()}@example.com`, state: "failed", ...values })
    .returning();
  return row?.id ?? "";
}

test("the owner and admins see what was sent about a task; others, and viewers, are told there is no such task", async () => {
  const id = await message({ attempts: 7, lastError: "The mail server can't be reached.", triedAt: new Date() });
  for (const actor of [owner, admin]) {
    const { deliveries } = await listDeliveries({ db, actor }, { taskId });
    expect(deliveries.find((delivery) => delivery.id === id)).toMatchObject({
      channel: "email",
      state: "failed",
      attempts: 7,
      lastError: "The mail server can't be reached.",
      nextTryAt: null,
    });
  }
  for (const actor of others) {
    await expect(listDeliveries({ db, actor }, { taskId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(sendAgain({ db, actor }, { deliveryId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("only admins see the messages about everybody's tasks, page by page and filtered", async () => {
  const elsewhere = (await insertTask(db, others[1] as Actor, { state: "failed" })).id;
  const ids = [
    await message({ taskId: elsewhere, state: "sent" }),
    await message({
      taskId: elsewhere,
      channel: "webhook",
      recipient: "https://user:key@hooks.example.com/secret?x=y",
    }),
  ];
  for (const actor of [owner, ...others]) {
    await expect(listDeliveries({ db, actor }, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  const ctx = { db, actor: admin };
  const first = await listDeliveries(ctx, { limit: 1 });
  const second = await listDeliveries(ctx, { limit: 1, before: first.next ?? "" });
  expect([second, first].map(({ deliveries }) => deliveries[0]?.id)).toEqual(ids);
  const failed = await listDeliveries(ctx, { states: ["failed"], channels: ["webhook"] });
  expect(failed.deliveries).toMatchObject([{ id: ids[1], taskId: elsewhere, table: "places" }]);
  expect(failed.deliveries[0]?.to).toBe("hooks.example.com");
  const one = await listDeliveries(ctx, { id: ids[0] });
  expect(one).toMatchObject({ deliveries: [{ id: ids[0] }], next: null });
});

test("send again puts a message back to its start under the same id, and the audit log says who did", async () => {
  const id = await message({ attempts: 7, lastError: "No." });
  const again = await sendAgain({ db, actor: owner }, { deliveryId: id });
  expect(again).toMatchObject({ id, state: "waiting", attempts: 0, lastError: null, nextTryAt: expect.any(String) });
  await expect(sendAgain({ db, actor: admin }, { deliveryId: id })).rejects.toMatchObject({ code: "CONFLICT" });
  const { entries } = await listAudit({ db, actor: admin }, { action: "resent" });
  expect(entries).toMatchObject([{ subjectId: taskId, actor: { id: owner.id }, details: { channel: "email" } }]);
});

test("the few messages that failed, or of a rare channel, are found without reading the many that were sent", async () => {
  await db.execute(sql`
    insert into swath.notifications (id, task_id, channel, recipient, state)
    select gen_random_uuid(), ${taskId}::uuid, 'email', n || '@example.com', 'sent' from generate_series(1, 5000) n`);
  await db.execute(sql`analyze swath.notifications`);
  for (const narrowed of [sql`state = 'failed'`, sql`channel = 'webhook'`]) {
    const plan = await db.execute<{ "QUERY PLAN": string }>(
      sql`explain select from swath.notifications where ${narrowed} order by id desc limit 51`,
    );
    const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(text).toMatch(/notifications_(state|failed|channel)/);
    expect(text).not.toMatch(/Seq Scan|notifications_pkey/);
  }
});
