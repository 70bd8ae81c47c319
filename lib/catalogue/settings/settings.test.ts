import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { taskRow } from "@/crash/tasks";
import { loadTables, settingProblems } from "@/lib/catalogue/load-tables";
import { listTableChoices } from "@/lib/catalogue/choose-tables";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { allTables, findTable, getTable, registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { foreignDatabase } from "@/lib/testing/foreign-database";
import { changeSettings, listAudit, listRecords, planTask } from "@/lib/testing/verbs";
import { listSettings } from "./list-settings";

let db: Db;
let admin: Actor;

beforeAll(async () => {
  ({ db } = await foreignDatabase());
  registerTable(
    defineTable(placesTable, {
      bulk: {
        lanes: 3,
        stopEarly: { records: 1_000, share: 0.25 },
        notification: ["toast", { channel: "email", when: "problems" }],
        validate: () => undefined,
      },
    }),
  );
  admin = await createUser(db, { role: "admin", name: "Ada" });
  await insertPlaces(db, 5);
  await loadTables(db);
});

const inForce = async (table: string, name: string) => {
  const { own, bulk, columns } = await listSettings({ db, actor: admin }, table);
  const all = [...own, ...bulk, ...columns.flatMap(({ settings }) => settings)];
  return all.find((setting) => setting.name === name);
};
const clear = (column: string) => ({ kind: "update" as const, columns: { [column]: { op: "clear" } } });
const plan = async () => {
  const { taskId } = await planTask({ db, actor: admin }, { table: "places", selection: { kind: "matching" } });
  return taskRow(db, taskId);
};

test("every setting says its value and where it comes from", async () => {
  expect(await inForce("places", "bulk.lanes")).toMatchObject({ value: 3, source: { kind: "file" }, control: null });
  expect(await inForce("places", "bulk.minAsyncRecords")).toMatchObject({ value: 20, source: { kind: "default" } });
  expect(await inForce("places", "bulk.stopEarly")).toMatchObject({ value: "over 25% of the first 1,000" });
  expect(await inForce("places", "bulk.notification")).toMatchObject({ value: "toast, email on problems" });
  expect(await inForce("places", "bulk.validate")).toMatchObject({ value: "a hook", source: { kind: "file" } });
  expect(await inForce("places", "bulk.afterChunk")).toBeUndefined();
  expect(await inForce("shop.products", "columns.title.kind")).toMatchObject({
    value: "text",
    control: { type: "choice", options: [{ value: "text" }, { value: "longText" }, { value: "raw" }] },
  });
});

test("what an admin sets holds for the tasks planned from then on, until it is reset; both are noted", async () => {
  const ctx = { db, actor: admin };
  await changeSettings(ctx, { table: "places", set: { "bulk.maxRecordsPerSecond": 250 } });
  expect(await plan()).toMatchObject({ maxRecordsPerSecond: 250, lanes: 3, limitedBy: null });
  await changeSettings(ctx, { table: "places", reset: ["bulk.maxRecordsPerSecond"] });
  await changeSettings(ctx, { table: "places", reset: ["bulk.maxRecordsPerSecond"] });
  expect(await plan()).toMatchObject({ maxRecordsPerSecond: null, lanes: 3 });
  const { entries } = await listAudit(ctx, { subject: "setting", subjectId: "places.bulk.maxRecordsPerSecond" });
  expect(entries).toMatchObject([
    { action: "reset", details: { was: 250, value: null } },
    { action: "changed", details: { was: null, value: 250 } },
  ]);
});

test("a table gets another name, place, record label, columns and thresholds for everybody, and its own back", async () => {
  const ctx = { db, actor: admin };
  const table = "shop.products";
  const before = JSON.stringify(getTable(table).info);
  const set = {
    label: "  Wares ",
    position: 1,
    recordLabel: "sku",
    "access.edit": "admin",
    "columns.title.label": "What it is called",
    "columns.title.kind": "longText",
    "columns.title.hidden": true,
    "bulk.minAsyncRecords": 5,
    "bulk.notification": ["none"],
  };
  await changeSettings(ctx, { table, set });
  const products = getTable(table);
  expect(products).toMatchObject({ label: "Wares", access: { edit: "admin", view: "viewer" } });
  expect(products.recordLabel.id).toBe("sku");
  expect(products.column("title")).toMatchObject({ label: "What it is called", kind: "longText", hidden: true });
  expect(products.bulk).toMatchObject({ minAsyncRecords: 5, lanes: 2 });
  expect(products.notification).toEqual([]);
  expect(allTables().findIndex(({ name }) => name === table)).toBeLessThan(
    allTables().findIndex(({ name }) => name === "shop.customers"),
  );
  expect(await inForce(table, "label")).toMatchObject({ value: "Wares", source: { kind: "admin", by: "Ada" } });
  expect((await listRecords(ctx, { table })).rows.length).toBeGreaterThan(0);
  await changeSettings(ctx, { table, reset: Object.keys(set) });
  expect(JSON.stringify(getTable(table).info)).toBe(before);
});

test("a column gets rights of its own, and is everybody's again; by default it has those of its table", async () => {
  const ctx = { db, actor: admin };
  const table = "shop.products";
  const editor = await createUser(db);
  const seen = async () => Object.keys((await listRecords({ db, actor: editor }, { table })).rows[0]!.values);
  expect(await inForce(table, "columns.title.access.view")).toMatchObject({
    value: "viewer",
    source: { kind: "default" },
    control: { type: "choice" },
  });
  expect(await inForce(table, "columns.sku.access.view")).toMatchObject({ value: "viewer", control: null });
  expect(await inForce(table, "columns.price_with_tax.access.edit")).toMatchObject({ value: "editor", control: null });
  const set = { "columns.title.access.view": "admin", "columns.price.access.edit": "admin" };
  await changeSettings(ctx, { table, set });
  expect(await inForce(table, "columns.title.access.view")).toMatchObject({ value: "admin", source: { by: "Ada" } });
  expect(await seen()).not.toContain("title");
  await expect(
    planTask({ db, actor: editor }, { table, selection: { kind: "matching" }, change: clear("price") }),
  ).rejects.toMatchObject({ code: "READ_ONLY_COLUMN" });
  await changeSettings(ctx, { table, reset: Object.keys(set) });
  expect(await seen()).toContain("title");
});

test("a key of one column is edited where somebody says so", async () => {
  const table = "shop.unique_only";
  await changeSettings({ db, actor: admin }, { table, set: { "columns.code.editable": true } });
  expect(getTable(table).column("code")).toMatchObject({ editable: true, primaryKey: true });
  await changeSettings({ db, actor: admin }, { table, reset: ["columns.code.editable"] });
  expect(getTable(table).column("code").editable).toBe(false);
});

test("a hidden table is nobody's, keeps its settings, and comes back", async () => {
  const ctx = { db, actor: admin };
  const table = "shop.products";
  const choice = () => listTableChoices(ctx).find(({ name }) => name === table);
  await changeSettings(ctx, { table, set: { label: "Wares", shown: false } });
  expect(findTable(table)).toBeUndefined();
  expect(choice()).toMatchObject({ shown: false });
  // A reference into it is a bare key meanwhile.
  await changeSettings(ctx, { table, set: { shown: true } });
  expect(getTable(table).label).toBe("Wares");
  await changeSettings(ctx, { table, reset: ["label", "shown"] });
});

test.each([
  ["bulk.lanes", 0, "At least 1 lane: to stop a task, pause it."],
  ["bulk.lanes", 33, "At most 32 lanes."],
  ["bulk.maxRecordsPerSecond", 1.5, "Write a whole number."],
  [
    "bulk.backend",
    "pigeon",
    "There is no queue backend “pigeon”. Known ones: graphile, polling, bullmq, inline, sync.",
  ],
  ["bulk.notification", ["none", "email"], '"none" stands alone, also without an onFinish.'],
  ["label", "  ", "Write a name."],
  ["recordLabel", "colour", "Products has no column “colour”."],
  ["columns.colour.label", "Colour", "Products has no column “colour”."],
  ["columns.price.kind", "date", "Its type can be shown as decimal or raw, not as date."],
  ["columns.price_with_tax.editable", true, "The database doesn't let it be edited."],
  ["columns.price.searchable", true, "The search reads texts, keys and whole numbers only."],
  ["columns.sku.access.view", "admin", "It is in the key, by which records are known: whoever sees the table sees it."],
  ["columns.colour.access.view", "admin", "Products has no column “colour”."],
  ["columns.title.access.delete", "admin", "There is no such setting."],
  ["columns.title.access", { view: "admin" }, "There is no such setting."],
  ["columns.title.view", "admin", "There is no such setting."],
  ["columns.title.__proto__", 1, "There is no such setting."],
  ["constructor", 1, "There is no such setting."],
  ["bulk.validate", "x", "There is no such setting."],
])("%s = %j is refused in words, and nothing is set", async (setting, value, message) => {
  const refused = changeSettings(
    { db, actor: admin },
    { table: "shop.products", set: { label: "X", [setting]: value } },
  );
  await expect(refused).rejects.toMatchObject({ code: "INVALID", fields: { [setting]: message } });
  expect(getTable("shop.products").label).toBe("Products");
});

test("what no longer fits is left out and said; the rest holds", async () => {
  const ctx = { db, actor: admin };
  await db.execute(sql`create table shop.changing (id int primary key, name text, colour text)`);
  await loadTables(db, { now: Date.now() + 60_000 });
  await expect.poll(() => findTable("shop.changing")).toBeDefined();
  await changeSettings(ctx, {
    table: "shop.changing",
    set: { label: "Things", recordLabel: "colour", "columns.colour.label": "Paint", "columns.name.kind": "longText" },
  });
  await db.execute(sql`alter table shop.changing drop column colour, alter column name type int using 1`);
  await loadTables(db, { now: Date.now() + 120_000 });
  await expect
    .poll(settingProblems)
    .toEqual([
      "Set on this page: shop.changing, columns.colour.label: Changing has no column “colour”.",
      "Set on this page: shop.changing, columns.name.kind: Its type can be shown as integer or raw, not as longText.",
      "Set on this page: shop.changing, recordLabel: Changing has no column “colour”.",
    ]);
  expect(getTable("shop.changing")).toMatchObject({ label: "Things", recordLabel: { id: "id" } });
});

test("what the file says is not changed here", async () => {
  const change = changeSettings({ db, actor: admin }, { table: "places", set: { "bulk.lanes": 1 } });
  await expect(change).rejects.toMatchObject({ code: "REFUSED", message: /swath\.config\.ts says bulk\.lanes/ });
});

test("editors and viewers are refused, and an unknown table is unknown", async () => {
  const editor = await createUser(db);
  const viewer = await createUser(db, { role: "viewer" });
  for (const actor of [editor, viewer]) {
    const ctx = { db, actor };
    const refused = { code: "FORBIDDEN" };
    await expect(listSettings(ctx, "places")).rejects.toMatchObject(refused);
    await expect(changeSettings(ctx, { table: "places", set: { label: "X" } })).rejects.toMatchObject(refused);
    await expect(changeSettings(ctx, { table: "places", reset: ["label"] })).rejects.toMatchObject(refused);
  }
  await expect(changeSettings({ db, actor: admin }, { table: "nothing", set: {} })).rejects.toMatchObject({
    code: "UNKNOWN_TABLE",
  });
});
