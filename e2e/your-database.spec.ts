import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { freePort } from "../scripts/pg.mjs";
import { startSwath } from "./setup/start-swath";
import { changeColumn, grid } from "./setup/table";
import { expect, test } from "./setup/test";

const FOREIGN = path.resolve(import.meta.dirname, "../lib/testing/foreign");

test("from an address to a bulk edit and its undo, on a database that Swath has never seen, without a line of code", async ({
  page,
  sql,
}) => {
  test.setTimeout(240_000);
  const name = `foreign_${process.pid}`;
  await sql.unsafe(`create database ${name}`);
  const url = new URL(process.env.SWATH_E2E_DATABASE_URL ?? "");
  url.pathname = `/${name}`;
  const theirs = postgres(url.toString(), { max: 2, onnotice: () => {} });
  for (const file of ["types.sql", "relations.sql"]) {
    await theirs.unsafe(fs.readFileSync(path.join(FOREIGN, file), "utf8"));
  }
  await theirs`insert into shop.orders (customer_id) select 1 from generate_series(1, 60)`;
  await theirs`insert into shop.order_lines (order_id, line, sku) select id, 1, 'A-1' from shop.orders on conflict do nothing`;
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-foreign-"));
  const swath = await startSwath({ dataDir, port: await freePort(), databaseUrl: url.toString() });
  try {
    // The terminal says what it found, and leads to the first admin.
    await expect.poll(() => swath.output(), { timeout: 30_000 }).toMatch(/Found \d+ tables in 5 schemas/);
    await expect.poll(() => swath.output(), { timeout: 30_000 }).toMatch(/welcome\?token=\S+/);
    const [link = ""] = /http:\S+welcome\?token=\S+/.exec(swath.output()) ?? [];
    await page.goto(link);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.test");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Become the admin" }).click();
    await expect(page.getByRole("heading", { name: "Choose your tables" })).toBeVisible();

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
