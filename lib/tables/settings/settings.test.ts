import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { listAudit, planTask } from "@/lib/testing/verbs";
import { taskRow } from "@/crash/tasks";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { changeSetting, ChangeSettingInput, resetSetting } from "./change-setting";
import { listSettings } from "./list-settings";

let db: Db;
let admin: Actor;
const places = registerTable(
  defineTable(placesTable, {
    bulk: {
      lanes: 3,
      stopEarly: { records: 1_000, share: 0.25 },
      notification: ["toast", { channel: "email", when: "problems" }],
      validate: () => undefined,
    },
  }),
);
beforeAll(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin", name: "Ada" });
  await insertPlaces(db, 5);
});

const inForce = async (name: string) =>
  (await listSettings({ db, actor: admin }, places)).find((setting) => setting.name === name);
const plan = async () => {
  const { taskId } = await planTask({ db, actor: admin }, { table: "places", selection: { kind: "matching" } });
  return taskRow(db, taskId);
};

test("every setting says its value and where it comes from", async () => {
  expect(await inForce("lanes")).toMatchObject({ value: 3, source: { kind: "declaration" }, changeable: "lanes" });
  expect(await inForce("minAsyncRecords")).toMatchObject({ value: 20, source: { kind: "default" }, changeable: null });
  expect(await inForce("stopEarly")).toMatchObject({ value: "over 25% of the first 1,000" });
  expect(await inForce("notification")).toMatchObject({ value: "toast, email on problems" });
  expect(await inForce("validate")).toMatchObject({ value: "a hook", source: { kind: "declaration" } });
  expect(await inForce("afterChunk")).toBeUndefined();
});

test("what an admin sets holds for the tasks planned from then on, until it is reset; both are noted", async () => {
  const ctx = { db, actor: admin };
  await changeSetting(ctx, { table: "places", setting: "maxRecordsPerSecond", value: 250 });
  await changeSetting(ctx, { table: "places", setting: "lanes", value: 1 });
  expect(await plan()).toMatchObject({ maxRecordsPerSecond: 250, lanes: 1, limitedBy: null });
  expect(await inForce("maxRecordsPerSecond")).toMatchObject({ value: 250, source: { kind: "admin", by: "Ada" } });
  await resetSetting(ctx, { table: "places", setting: "lanes" });
  await resetSetting(ctx, { table: "places", setting: "lanes" });
  expect(await plan()).toMatchObject({ maxRecordsPerSecond: 250, lanes: 3 });
  const { entries } = await listAudit(ctx, { subject: "setting", subjectId: "places.lanes" });
  expect(entries).toMatchObject([
    { action: "reset", details: { was: 1, value: 3 } },
    { action: "changed", details: { was: 3, value: 1 } },
  ]);
});

test.each([
  [{ setting: "lanes", value: 0 }, "At least 1 lane: to stop a task, pause it."],
  [{ setting: "lanes", value: 33 }, "At most 32 lanes."],
  [{ setting: "maxRecordsPerSecond", value: 1.5 }, "Write a whole number."],
])("%j is refused in words", (input, message) => {
  const parsed = ChangeSettingInput.safeParse({ table: "places", ...input });
  expect(parsed.error?.issues[0]?.message).toBe(message);
});

test("editors and viewers are refused, and an unknown table is unknown", async () => {
  const editor = await createUser(db);
  const viewer = await createUser(db, { role: "viewer" });
  for (const actor of [editor, viewer]) {
    const ctx = { db, actor };
    const refused = { code: "FORBIDDEN" };
    await expect(listSettings(ctx, places)).rejects.toMatchObject(refused);
    await expect(changeSetting(ctx, { table: "places", setting: "lanes", value: 1 })).rejects.toMatchObject(refused);
    await expect(resetSetting(ctx, { table: "places", setting: "lanes" })).rejects.toMatchObject(refused);
  }
  await expect(resetSetting({ db, actor: admin }, { table: "nothing", setting: "lanes" })).rejects.toMatchObject({
    code: "UNKNOWN_TABLE",
  });
});
