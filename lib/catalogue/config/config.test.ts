import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listTableChoices } from "@/lib/catalogue/choose-tables";
import { loadTables, refreshTables, settingProblems } from "@/lib/catalogue/load-tables";
import { listSettings } from "@/lib/catalogue/settings/list-settings";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { allTables, findTable, getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { foreignDatabase } from "@/lib/testing/foreign-database";
import { runBulk } from "@/lib/testing/run-bulk";
import { changeSettings, listRecords } from "@/lib/testing/verbs";
import { exportConfig } from "./export-config";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "swath-config-"));
const config = path.join(folder, "swath.config.ts");
let db: Db;
let admin: Actor;
let editor: Actor;
let now = Date.now();

/** Writes the file and lets the process look at it as it does every few seconds. */
async function write(text: string): Promise<void> {
  fs.writeFileSync(config, text);
  // A clock may stand still between two writes.
  fs.utimesSync(config, new Date(), new Date((now += 60_000)));
  await loadTables(db, { config, now });
  await refreshTables(db);
}

beforeAll(async () => {
  ({ db } = await foreignDatabase());
  admin = await createUser(db, { role: "admin", name: "Ada" });
  editor = await createUser(db);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test("without a file that can be read no table is open", async () => {
  await expect(loadTables(db, { config })).rejects.toThrow(
    /SWATH_CONFIG, .*swath\.config\.ts: there is no such file\./,
  );
  await expect(write("export default { tables: { 'shop.orders': { lable: 'Orders' } } }")).rejects.toThrow(
    'tables.shop.orders: Unrecognized key: "lable"',
  );
  await expect(write("export default {")).rejects.toThrow(/swath\.config\.ts/);
  expect(findTable("shop.orders")).toBeUndefined();
});

test("a file in TypeScript, with imports of its own, says names, roles, thresholds, scope and hooks", async () => {
  fs.writeFileSync(path.join(folder, "names.ts"), "export enum Names { Orders = 'Sales' }");
  await write(`
    import { Names } from "./names";
    interface Actor { role: string }
    export default {
      tables: {
        "shop.orders": {
          label: Names.Orders as string,
          position: 1,
          columns: { state: { label: "How it stands" } },
          bulk: {
            minAsyncRecords: 1_000,
            validate: ({ after }: { after: Record<string, unknown> }) => after.state === "lost" ? "An order is never lost." : undefined,
          },
        },
        "shop.customers": {
          scope: (actor: Actor, sql: any) => actor.role === "admin" ? undefined : sql\`id = 1 or false\`,
        },
        "shop.audited": { shown: false },
        "shop.typo": { scope: () => undefined },
      },
    };`);
  const orders = getTable("shop.orders");
  expect(orders).toMatchObject({ label: "Sales", position: 1, bulk: { minAsyncRecords: 1_000 } });
  expect(allTables().find(({ name }) => name.includes("."))?.name).toBe("shop.orders");
  expect(orders.column("state").label).toBe("How it stands");
  expect(findTable("shop.audited")).toBeUndefined();
  const customersOf = async (actor: Actor) =>
    (await listRecords({ db, actor }, { table: "shop.customers" })).rows.map(({ id }) => id);
  expect(await customersOf(editor)).toEqual(["1"]);
  expect((await customersOf(admin)).length).toBeGreaterThan(1);
  const lost = { kind: "update", columns: { state: { op: "set", value: "lost" } } } as const;
  const task = await runBulk(db, admin, lost, { table: "shop.orders" });
  expect(task.counts).toMatchObject({ changed: 0, failed: task.total });
  expect(settingProblems()).toEqual([
    "In the file: there is no table “shop.typo”; nothing that is said of it holds for any.",
  ]);
});

test("it wins over the page, which says so", async () => {
  const ctx = { db, actor: admin };
  await expect(changeSettings(ctx, { table: "shop.orders", set: { label: "Mine" } })).rejects.toMatchObject({
    code: "REFUSED",
  });
  await expect(changeSettings(ctx, { table: "shop.audited", set: { shown: true } })).rejects.toMatchObject({
    code: "REFUSED",
  });
  await changeSettings(ctx, { table: "shop.orders", set: { "bulk.lanes": 4 } });
  expect(getTable("shop.orders").bulk).toMatchObject({ lanes: 4, minAsyncRecords: 1_000 });
  const { own, bulk } = await listSettings(ctx, "shop.orders");
  expect(own[0]).toMatchObject({ name: "label", value: "Sales", source: { kind: "file" }, control: null });
  expect(bulk.find(({ name }) => name === "bulk.validate")).toMatchObject({
    value: "a hook",
    source: { kind: "file" },
  });
  expect(listTableChoices(ctx).find(({ name }) => name === "shop.audited")).toMatchObject({
    shown: false,
    fixed: true,
  });
});

test("a version that was read while the database went away holds once it is back", async () => {
  const gone = Object.create(db, {
    select: {
      value: () => {
        throw new Error("gone");
      },
    },
  });
  const text = fs.readFileSync(config, "utf8");
  fs.writeFileSync(config, text.replace("position: 1,", "position: 2,"));
  fs.utimesSync(config, new Date(), new Date((now += 60_000)));
  await expect(refreshTables(gone)).rejects.toThrow("gone");
  expect(getTable("shop.orders").position).toBe(1);
  await refreshTables(db);
  expect(getTable("shop.orders").position).toBe(2);
  await write(text);
});

test("a mistake in a later version leaves the last good one in force, and is told", async () => {
  await write("export default { tables: { 'shop.orders': { label: '' } } }");
  expect(getTable("shop.orders").label).toBe("Sales");
  expect(settingProblems()[0]).toMatch(/tables\.shop\.orders\.label: Write a name\./);
  fs.rmSync(config);
  now += 60_000;
  await loadTables(db, { config, now });
  await expect.poll(() => settingProblems()[0]).toMatch(/there is no such file/);
  expect(getTable("shop.orders").label).toBe("Sales");
});

test("what is exported is read as the same", async () => {
  await write("export default { tables: { 'shop.customers': { scope: () => undefined, label: 'Clients' } } }");
  expect(settingProblems()).toEqual([]);
  const set = {
    label: 'A "name" of \\ its own ${x}\u2028',
    "access.edit": "admin",
    "columns.c.d.label": "With a dot",
    "columns.c.d.hidden": true,
    "columns.c.d.access.view": "admin",
    "columns.c.d.access.edit": "admin",
    "bulk.notification": ["toast", { channel: "email", when: "problems" }],
    "bulk.stopEarly": { records: 10, share: 0.5 },
    "bulk.maxRecordsPerSecond": null,
  };
  const odd = "Odd~20Names.a~2Eb";
  await changeSettings({ db, actor: admin }, { table: odd, set });
  const was = JSON.stringify(getTable(odd).info);
  const text = exportConfig({ db, actor: admin });
  expect(text).toContain("// scope: code, as in the present file");
  await changeSettings({ db, actor: admin }, { table: odd, reset: Object.keys(set) });
  expect(JSON.stringify(getTable(odd).info)).not.toBe(was);
  await write(text);
  expect(settingProblems()).toEqual([]);
  expect(JSON.stringify(getTable(odd).info)).toBe(was);
  expect(getTable(odd).column("c.d").access).toEqual({ view: "admin", edit: "admin" });
  expect(getTable(odd).bulk.stopEarly).toEqual({ records: 10, share: 0.5 });
  expect(getTable("shop.customers").label).toBe("Clients");
  expect(() => exportConfig({ db, actor: editor })).toThrow("Your role");
});
