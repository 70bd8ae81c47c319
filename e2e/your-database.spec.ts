import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { freePort } from "../scripts/pg.mjs";
import type { Page } from "@playwright/test";
import { type RunningSwath, startSwath } from "./setup/start-swath";
import { changeColumn, choose, grid } from "./setup/table";
import { expect, test } from "./setup/test";

const FOREIGN = path.resolve(import.meta.dirname, "../lib/testing/foreign");

/** A database with other people's tables; answers its address and a client of its owner. */
async function foreignDatabase(sql: postgres.Sql, name: string) {
  await sql.unsafe(`create database ${name}`);
  const url = new URL(process.env.SWATH_E2E_DATABASE_URL ?? "");
  url.pathname = `/${name}`;
  const theirs = postgres(url.toString(), { max: 2, onnotice: () => {} });
  for (const file of ["types.sql", "relations.sql"]) {
    await theirs.unsafe(fs.readFileSync(path.join(FOREIGN, file), "utf8"));
  }
  await theirs`insert into shop.orders (customer_id) select 1 from generate_series(1, 60)`;
  await theirs`insert into shop.order_lines (order_id, line, sku) select id, 1, 'A-1' from shop.orders on conflict do nothing`;
  return { url, theirs };
}

/** Follows the link that the terminal printed, and becomes the first admin. */
async function becomeAdmin(page: Page, swath: RunningSwath): Promise<void> {
  await expect.poll(() => swath.output(), { timeout: 30_000 }).toMatch(/welcome\?token=\S+/);
  const [link = ""] = /http:\S+welcome\?token=\S+/.exec(swath.output()) ?? [];
  await page.goto(link);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.test");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Become the admin" }).click();
  await expect(page.getByRole("heading", { name: "Choose your tables" })).toBeVisible();
}

test("from an address to a bulk edit and its undo, on a database that Swath has never seen, without a line of code", async ({
  page,
  sql,
}) => {
  test.setTimeout(240_000);
  const name = `foreign_${process.pid}`;
  const { url, theirs } = await foreignDatabase(sql, name);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-foreign-"));
  const swath = await startSwath({ dataDir, port: await freePort(), databaseUrl: url.toString() });
  try {
    // The terminal says what it found, and leads to the first admin.
    await expect.poll(() => swath.output(), { timeout: 30_000 }).toMatch(/Found \d+ tables in 5 schemas/);
    await becomeAdmin(page, swath);

    // A table is hidden from everybody, and shown again.
    await page.getByRole("textbox", { name: "Find a table" }).last().fill("audited");
    await page.getByRole("checkbox", { name: "Show Audited" }).click();
    await expect(page.getByRole("link", { name: "Audited" })).toHaveCount(0);
    await page.getByRole("checkbox", { name: "Show Audited" }).click();
    await expect(page.getByRole("link", { name: "Audited" }).first()).toBeVisible();

    // A table with a key of two columns, in a schema of its own.
    await page.goto(`${swath.url}/tables/shop.order_lines`);
    await expect(grid(page)).toHaveAttribute("aria-busy", "false");
    const lines = async () => [...(await theirs`select order_id, line, quantity from shop.order_lines order by 1, 2`)];
    const before = await lines();
    expect(before.length).toBeGreaterThan(60);
    await page.getByRole("checkbox", { name: "Select page" }).click();
    await page.getByRole("button", { name: "Edit…" }).click();
    await changeColumn(page, "Quantity", "add", { Number: "1" });
    await page.getByRole("button", { name: `Update ${before.length} records in the background` }).click();
    await expect.poll(lines).toEqual(before.map((line) => ({ ...line, quantity: line.quantity + 1 })));
    await page.goto(`${swath.url}/tasks`);
    await page
      .getByRole("main")
      .getByRole("link", { name: /Order lines/ })
      .first()
      .click();
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: new RegExp(`${before.length} records`) })
      .click();
    await expect.poll(lines).toEqual(before);
  } finally {
    await swath.stop();
    await theirs.end();
    await sql.unsafe(`drop database if exists ${name} with (force)`);
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});

test("an account of the least right, a file with settings, and a schema that changes meanwhile", async ({
  page,
  sql,
}) => {
  test.setTimeout(240_000);
  const name = `limited_${process.pid}`;
  const { url, theirs } = await foreignDatabase(sql, name);
  await theirs.unsafe(`
    create role ${name} login password 'secret';
    create schema swath authorization ${name};
    create schema graphile_worker authorization ${name};
    grant usage on schema shop to ${name};
    grant select on shop.orders, shop.order_lines, shop.products to ${name};
    grant update (state) on shop.orders to ${name};
    grant update on shop.order_lines to ${name}`);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-limited-"));
  const config = path.join(dataDir, "swath.config.ts");
  const saying = (label: string) =>
    fs.writeFileSync(
      config,
      `export default { tables: { "shop.orders": { label: ${JSON.stringify(label)} as string } } };`,
    );
  saying("Sales");
  [url.username, url.password] = [name, "secret"];
  const swath = await startSwath({ dataDir, port: await freePort(), databaseUrl: url.toString(), config });
  try {
    await becomeAdmin(page, swath);
    const choices = page.getByRole("region", { name: "Tables of this database" });
    await expect(choices.getByRole("row", { name: /Sales/ })).toContainText("DELETE");
    // Of the rest it is said that it may not be read.
    await expect(choices.getByRole("row", { name: /Customers/ })).toContainText("may not read it (SELECT)");

    // What an admin sets here holds at once; what the file says is changed there, and holds within seconds.
    await choices.getByRole("link", { name: "Settings of Sales" }).click();
    await expect(page.getByRole("row", { name: /^Name label/ })).toContainText("swath.config.ts");
    await page.getByRole("button", { name: "Change the column State" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("How it stands");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: /How it stands/ })).toContainText("1 setting here");
    saying("What we sold");
    await expect(async () => {
      await page.goto(`${swath.url}/tables/shop.orders`);
      await expect(page.getByRole("heading", { name: "What we sold" })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
    await expect(page.getByRole("columnheader", { name: /How it stands/ })).toBeVisible();

    // Only what the account may do is offered, and that works.
    await expect(grid(page)).toHaveAttribute("aria-busy", "false");
    await page.getByRole("checkbox", { name: "Select page" }).click();
    await expect(page.getByRole("button", { name: "Delete…" })).toHaveCount(0);
    await page.getByRole("button", { name: "Edit…" }).click();
    await changeColumn(page, "How it stands", "set to", { "How it stands": "done" });
    await page.getByRole("button", { name: /^Update \d+ records/ }).click();
    await expect
      .poll(async () => [...(await theirs`select distinct state from shop.orders`)])
      .toEqual([{ state: "done" }]);

    // A column comes: nobody restarts anything.
    await theirs.unsafe(`alter table shop.orders add column remark text not null default 'none yet'`);
    await expect(async () => {
      await page.goto(`${swath.url}/tables/shop.orders`);
      await expect(page.getByRole("columnheader", { name: /Remark/ })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });

    // What only admins may view is not there for whom else it is not.
    await page.goto(`${swath.url}/admin/tables/shop.orders`);
    await page.getByRole("button", { name: "Change the column How it stands" }).click();
    await choose(page, dialog.getByLabel("Least role to view"), "admin");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: /How it stands/ })).toContainText("2 settings here");
    await theirs`update swath.users set role = 'viewer'`;
    await page.goto(`${swath.url}/tables/shop.orders`);
    await expect(page.getByRole("columnheader", { name: /Remark/ })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: /How it stands/ })).toHaveCount(0);
  } finally {
    await swath.stop();
    await theirs.unsafe(`drop owned by ${name}; drop role ${name}`).catch(() => {});
    await theirs.end();
    await sql.unsafe(`drop database if exists ${name} with (force)`);
    await sql.unsafe(`drop role if exists ${name}`);
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});
