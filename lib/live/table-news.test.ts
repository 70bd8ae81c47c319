import { sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { placesTable } from "@/lib/db/sample/places";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { listRecords } from "@/lib/testing/verbs";
import { registerTable } from "@/lib/tables/registry";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { insertEdits } from "@/lib/testing/insert-edit";
import { runBulk } from "@/lib/testing/run-bulk";
import { TaskHub } from "./hub";
import type { LiveMode } from "./live-mode";
import { TableChanges } from "./table-changes";
import type { TableNews } from "./table-news";
import { taskEvents } from "./task-events";

// Read on import; the tests open their own.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

let database: TestDatabase;
let editor: Actor, viewer: Actor, other: Actor;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  editor = await createUser(database.db);
  other = await createUser(database.db);
  viewer = await createUser(database.db, { role: "viewer" });
  await insertPlaces(database.db, 5);
});
afterEach(async () => {
  registerTable(places);
  await Promise.all(open.splice(0).map((close) => close()));
});

function makeHub(mode: LiveMode, safetyMs = 60_000): TaskHub {
  const hub = new TaskHub({ db: database.db, url: database.url, mode, pollMs: 50, safetyMs, coalesceMs: 20 });
  open.push(() => hub.close());
  return hub;
}

/** What an actor's stream says of tables, added up; `told` are the events that said something. */
async function watch(actor: Actor, hub: TaskHub) {
  const abort = new AbortController();
  const told: TableNews[] = [];
  let begun = false;
  const done = (async () => {
    for await (const { tables } of taskEvents({ actor, session: { epoch: 0, id: "s" } }, abort.signal, {
      hub,
      db: database.db,
    })) {
      begun = true;
      told.push(...tables);
    }
  })();
  open.unshift(() => {
    abort.abort();
    return done;
  });
  await vi.waitFor(() => expect(begun).toBe(true), 10_000);
  return { told, sum: () => told.reduce((total, { changed }) => total + (changed ?? 0), 0) };
}

async function edit(actor: Actor, id: string, notes: string) {
  const ctx = { db: database.db, actor };
  const { rows } = await listRecords(ctx, { table: "places" });
  const { version } = rows.find((row) => row.id === id)!;
  await saveRecordCell(ctx, { table: "places", id, column: "notes", value: notes, version });
}

test.each(["listen", "poll"] as const)("%s: a single edit is told to all who may view the table", async (mode) => {
  const hub = makeHub(mode);
  const [mine, theirs] = [await watch(editor, hub), await watch(viewer, hub)];
  await edit(editor, "1", `one, ${mode}`);
  await edit(editor, "2", `two, ${mode}`);
  await vi.waitFor(() => expect(theirs.sum()).toBe(2), 10_000);
  // The other pages of who did it follow as well, but their number is of what others did.
  await vi.waitFor(() => expect(mine.told.length).toBeGreaterThan(0), 10_000);
  expect(mine.sum()).toBe(0);
  expect(Object.keys(theirs.told[0]!).toSorted()).toEqual(["changed", "table"]);
});

test("an edit that nobody told of is found by the next look, and none is told twice", async () => {
  const { sum } = await watch(viewer, makeHub("listen", 100));
  for (const [at, id] of [3, 4, 5].entries()) {
    await insertEdits(database.db, other.id, [id]);
    await vi.waitFor(() => expect(sum()).toBeGreaterThan(at), 10_000);
    expect(sum()).toBe(at + 1);
  }
});

test("a bulk task of somebody else is told to who may not see the task, as a number of records", async () => {
  const hub = makeHub("listen");
  const [theirs, mine] = [await watch(viewer, hub), await watch(editor, hub)];
  await runBulk(database.db, editor, { kind: "update", columns: { region: { op: "set", value: "T" } } });
  await vi.waitFor(() => expect(theirs.sum()).toBe(5), 10_000);
  expect(mine.sum()).toBe(0);
});

test("nothing is told of a table that the role may not view; where only some records are in reach, no number", async () => {
  registerTable(defineTable(placesTable, { access: { view: "editor" }, scope: () => sql`true` }));
  const hub = makeHub("listen");
  const [refused, limited] = [await watch(viewer, hub), await watch(other, hub)];
  await edit(editor, "4", "hidden");
  await vi.waitFor(() => expect(limited.told).toEqual([{ table: "places", changed: null }]), 10_000);
  expect(refused.told).toEqual([]);
});

test("looking for single edits reads an index of their own", async () => {
  const plan = await database.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute<{ "QUERY PLAN": string }>(sql`
      explain select table_name from swath.record_changes where task_id is null and at > now() - interval '10 seconds'`);
  });
  expect(JSON.stringify(plan)).toContain("_at_idx");
});

test("what a task had written before anybody looked is no news", async () => {
  await runBulk(database.db, editor, { kind: "update", columns: { region: { op: "set", value: "Old" } } });
  await edit(editor, "5", "old");
  const changes = new TableChanges(database.db);
  await changes.begin();
  expect(await changes.edits()).toEqual([]);
  await edit(editor, "5", "new");
  expect(await changes.edits()).toEqual([{ table: "places", actorId: editor.id, records: 1, shown: true }]);
});
