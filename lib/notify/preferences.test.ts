import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { notifications } from "@/lib/db/schema/notifications";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { readPreferences, savePreference, SavePreferenceInput } from "./preferences";

let db: Db;
let editor: Actor;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, 30, (id) => ({ population: id <= 3 ? 1 : 1_000_000 }));
  await pretendWorkerIsAlive(db);
  registerTable(defineTable(placesTable, { bulk: { notification: ["status_page", "toast", "email"] } }));
});

/** By which channels the end of a background task of the editor's is told, and to which addresses. */
async function told(by: string): Promise<{ channels: string[]; mailed: string[] }> {
  const change = { kind: "update", columns: { population: { op: "add", by } } } as const;
  const { id } = await runBulk(db, editor, change);
  const [task] = await snapshotsOf(db, [id]);
  const rows = await db.select().from(notifications).where(eq(notifications.taskId, id));
  return { channels: task?.notification ?? [], mailed: rows.map(({ recipient }) => recipient) };
}

test("what a person chooses is obeyed from the next task on, for a full success and for problems", async () => {
  const ctx = { db, actor: editor };
  const mailed = [editor.email];
  expect(await told("1")).toEqual({ channels: ["status_page", "toast", "email"], mailed });
  await savePreference(ctx, { channel: "email", tell: "problems" });
  await savePreference(ctx, { channel: "toast", tell: "never" });
  await savePreference(ctx, { channel: "browser", tell: "always" });
  expect(await readPreferences(ctx)).toEqual({ email: "problems", toast: "never", browser: "always" });
  expect(await told("1")).toEqual({ channels: ["status_page", "browser"], mailed: [] });
  expect(await told("-5")).toEqual({ channels: ["status_page", "browser", "email"], mailed });
  for (const channel of ["email", "toast", "browser"] as const) await savePreference(ctx, { channel, tell: "table" });
  expect(await readPreferences(ctx)).toEqual({});
  expect(await told("1")).toEqual({ channels: ["status_page", "toast", "email"], mailed });
});

test("everybody chooses for themselves only, viewers too", async () => {
  await savePreference({ db, actor: viewer }, { channel: "email", tell: "never" });
  expect(await readPreferences({ db, actor: viewer })).toEqual({ email: "never" });
  expect(await readPreferences({ db, actor: editor })).toEqual({});
});

test.each([{ channel: "webhook", tell: "never" }, { channel: "email", tell: "sometimes" }, { channel: "email" }, {}])(
  "%j is no choice",
  (input) => {
    expect(SavePreferenceInput.safeParse(input).success).toBe(false);
  },
);
