import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { addEditor, doneOf, expectState, holdLaterHalf, startTask, taskRow, untilNoChunkInFlight } from "./setup/tasks";
import { changeColumn, openFiltered } from "./setup/table";
import { expect, login, test } from "./setup/test";

test.beforeAll(({ sql }) => addEditor(sql, "Tess"));

const taskIdOf = (page: Page) => page.url().split("/").at(-1) ?? "";
const set = (value: string) => ({ notes: { op: "set", value } });

test("an admin in a second browser sees the bar move and the end, without reloading", async ({
  page,
  browser,
  sql,
}) => {
  await login(page, "tess");
  const admin = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(admin, "admin");
  await admin.goto("/tasks");
  await admin.evaluate(() => Object.assign(window, { neverReloaded: true }));

  const release = await holdLaterHalf(sql, "IT");
  try {
    await startTask("tess", "IT", set("seen by the admin"), "for the audit");
    const row = taskRow(admin, "seen by the admin");
    await expect(row).toContainText("Tess");
    await expect(row).toContainText("Country is IT");
    await expect(row).toContainText("“for the audit”");
    const bar = row.getByRole("progressbar");
    await expect.poll(() => doneOf(bar)).toBeGreaterThan(0);
    expect(await doneOf(bar)).toBeLessThan(Number(await bar.getAttribute("aria-valuemax")));
    await expect(admin.getByRole("button", { name: /^Tasks: \d+ running/ })).toBeVisible();
  } finally {
    await release();
  }
  await expect(taskRow(admin, "seen by the admin").getByText("Done", { exact: true })).toBeVisible({ timeout: 20_000 });
  expect(await admin.evaluate(() => "neverReloaded" in window)).toBe(true);
  await admin.close();
});

test("cancel stops and says exactly what stays; that can be undone", async ({ page, sql }) => {
  const before = await sql`select geoname_id, notes from places where country = 'ES' order by 1`;
  const written = async () => (await sql`select from places where country = 'ES' and notes = 'to be cancelled'`).length;
  await login(page, "tess");
  const release = await holdLaterHalf(sql, "ES");
  try {
    const id = await startTask("tess", "ES", set("to be cancelled"));
    await page.goto(`/tasks/${id}`);
    await expect.poll(written).toBeGreaterThan(0);
    await expect(page.getByText(/What is changed by then stays changed/)).toBeVisible();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expectState(page, "Cancelled");
  } finally {
    await release();
  }
  const n = await written();
  const total = before.length.toLocaleString("en");
  await expect(page.getByText(`${n.toLocaleString("en")} of ${total} stay changed.`)).toBeVisible();
  await untilNoChunkInFlight(sql, taskIdOf(page));
  expect(await written()).toBe(n);

  await page.getByRole("button", { name: "Undo them?" }).click();
  await page.getByRole("button", { name: /^Undo [\d,]+ records in the background$/ }).click();
  await expect(page).not.toHaveURL(new RegExp(String(page.url().split("/").at(-1))));
  await expectState(page, "Done");
  expect(await sql`select geoname_id, notes from places where country = 'ES' order by 1`).toEqual(before);
});

test("an undo restores every value, and an undo of the undo brings the edit back", async ({ page, sql }) => {
  const now = () => sql`select geoname_id, population, notes from places where country = 'PL' order by 1`;
  const before = await now();
  await login(page, "tess");
  const id = await startTask("tess", "PL", { population: { op: "multiply", by: 3 }, ...set("tripled") });
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Done");
  const edited = await now();
  expect(edited.every((place) => place.notes === "tripled")).toBe(true);

  await page.getByRole("button", { name: /^Undo [\d,]+…$/ }).click();
  await expect(page.getByRole("dialog", { name: /^Undo/ })).toContainText(/will be restored/);
  await page.getByRole("button", { name: /^Undo [\d,]+ records/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("undo of");
  await expectState(page, "Done");
  expect(await now()).toEqual(before);
  await expect(page.getByRole("region", { name: "Related tasks" })).toContainText("This undoes");

  await page.getByRole("button", { name: /^Undo [\d,]+…$/ }).click();
  await page.getByRole("button", { name: /^Undo [\d,]+ records/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("undo of “undo of");
  await expectState(page, "Done");
  expect(await now()).toEqual(edited);
});

test("a retry takes up exactly what was refused", async ({ page, sql }) => {
  const [poor] = await sql<[{ n: number }]>`
    select count(*)::int as n from places where country = 'SE' and population < 300`;
  expect(poor.n).toBeGreaterThan(0);
  await login(page, "tess");
  const id = await startTask("tess", "SE", { population: { op: "add", by: -300 } });
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Partly done");
  const records = page.getByRole("region", { name: "Records" });
  await expect(records.getByRole("listitem").first()).toContainText("Population");
  await expect(records.getByRole("listitem").first()).toContainText(/population not negative/);

  // Somebody finds the missing people.
  await sql`update places set population = 1000 where country = 'SE' and geoname_id in (
    select record_id::int from swath.record_outcomes where task_id = ${id})`;
  await page.getByRole("button", { name: `Retry ${poor.n.toLocaleString("en")}…` }).click();
  await expect(page.getByRole("dialog", { name: /^Retry/ })).toContainText(
    `${poor.n.toLocaleString("en")} will change`,
  );
  await page.getByRole("button", { name: /^Retry [\d,]+ records/ }).click();
  await expect(page.getByRole("region", { name: "Related tasks" })).toContainText("This retries");
  await expectState(page, "Done");
  const [left] = await sql<[{ n: number }]>`
    select count(*)::int as n from places where population <> 700 and geoname_id in (
      select record_id::int from swath.record_outcomes where task_id = ${id})`;
  expect(left.n).toBe(0);
});

test("a paused task writes nothing until it is resumed", async ({ page, sql }) => {
  const written = async () => (await sql`select from places where country = 'BR' and notes = 'paused'`).length;
  const [all] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'BR'`;
  await login(page, "tess");
  const release = await holdLaterHalf(sql, "BR");
  try {
    const id = await startTask("tess", "BR", set("paused"));
    await page.goto("/tasks");
    await expect.poll(written).toBeGreaterThan(0);
    await taskRow(page, "Notes set to paused").getByRole("button", { name: "Pause" }).click();
    await expect(taskRow(page, "Notes set to paused").getByText("Paused", { exact: true })).toBeVisible();
    await page.goto(`/tasks/${id}`);
  } finally {
    await release();
  }
  const n = await written();
  await untilNoChunkInFlight(sql, taskIdOf(page));
  expect(await written()).toBe(n);
  expect(n).toBeLessThan(all.n);
  await page.getByRole("button", { name: "Resume" }).click();
  await expectState(page, "Done");
  const timeline = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  await expect(timeline).toContainText([/asked for it/, /began/, "Tess paused it", "Tess resumed it", /^.*It ended/]);
  await expect(page.getByRole("region", { name: "Workers" })).toContainText(/records in \d+ chunks/);
  expect(await written()).toBe(all.n);
});

test("a viewer sees no task, and another person's is not there", async ({ page, browser }) => {
  const id = await startTask("admin", "LU", set("the admin's own"));
  await login(page, "viewer");
  await page.goto("/tasks");
  await expect(page.getByText("No tasks yet.")).toBeVisible();
  await expect(page.getByText(/Your role \(viewer\)/)).toBeVisible();

  const editor = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(editor, "editor");
  for (const somebody of [page, editor]) {
    expect((await somebody.goto(`/tasks/${id}`))?.status()).toBe(404);
    await expect(somebody.getByText("There is nothing at this address.")).toBeVisible();
    await expect(somebody.getByRole("button", { name: /^(Cancel|Pause|Undo|Retry)/ })).toHaveCount(0);
  }
  expect((await page.goto("/tasks/not-an-id"))?.status()).toBe(404);
  await editor.close();
});

test("the refused are searched, filtered and downloaded as CSV", async ({ page, sql }) => {
  await sql`update places set population = 10, name = '=1+1' where geoname_id = (
    select min(geoname_id) from places where country = 'CZ')`;
  await login(page, "tess");
  const id = await startTask("tess", "CZ", { population: { op: "add", by: -400 } });
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Partly done");
  const listed =
    await sql`select record_id, label, outcome from swath.record_outcomes where task_id = ${id} order by id`;

  await page.getByRole("searchbox", { name: "Search in label, id and reason" }).fill("=1+1");
  const records = page.getByRole("region", { name: "Records" });
  await expect(records.getByRole("listitem")).toHaveCount(1);
  await expect(records.getByRole("link", { name: "=1+1" })).toHaveAttribute("href", /^\/tables\/places\?filter=/);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download all as CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
  expect(rows.map((row) => row["Record id"])).toEqual(listed.map((row) => row.record_id));
  expect(rows.find((row) => row.Label?.includes("1+1"))?.Label).toBe("'=1+1");

  await records.getByRole("tab", { name: /^Changed/ }).click();
  await expect(records.getByRole("listitem").first()).toContainText("→");
});

test("a lost connection is said and goes away by itself; what happened meanwhile is caught up with", async ({
  page,
}) => {
  await login(page, "tess");
  await page.goto("/tasks");
  await expect(page.getByRole("status").getByText("live", { exact: true })).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText(/^Not live since \d\d:\d\d\. Retrying…$/)).toBeVisible({ timeout: 30_000 });
  await startTask("tess", "NZ", set("while nobody listened"));
  await page.context().setOffline(false);
  await expect(page.getByRole("status").getByText("live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(taskRow(page, "while nobody listened").getByText("Done", { exact: true })).toBeVisible();
});

test("the end of one's own task is told on any page, with the way back; the tray keeps what was not seen", async ({
  page,
  sql,
}) => {
  await login(page, "tess");
  await page.goto("/tables/customers");
  await expect(page.getByRole("status").getByText("live", { exact: true })).toBeVisible();
  const before = await sql`select geoname_id, notes from places where country = 'IE' order by 1`;
  const id = await startTask("tess", "IE", set("told in a toast"));
  const toast = page.getByRole("dialog").filter({ hasText: "told in a toast" });
  await expect(toast).toContainText(`${before.length.toLocaleString("en")} changed`);
  await expect(page.getByRole("button", { name: /\d+ ended since you last looked/ })).toBeVisible();

  await toast.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Undo [\d,]+ records/ }).click();
  await expect
    .poll(() => sql`select geoname_id, notes from places where country = 'IE' order by 1`, { timeout: 20_000 })
    .toEqual(before);

  await page.getByRole("button", { name: /^Tasks/ }).click();
  await page
    .getByRole("link", { name: /told in a toast/ })
    .last()
    .click();
  await expect(page).toHaveURL(new RegExp(`/tasks/${id}$`));
  await expect(page).toHaveTitle(/changed · Places · Notes set to told in a toast/);
  await page.getByRole("button", { name: /^Tasks/ }).click();
  await expect(page.getByRole("dialog", { name: "Tasks" }).getByRole("link", { name: /^New: / })).toHaveCount(0);
});

test("the list is narrowed by state, table, person and words, and goes on to older tasks", async ({ page, sql }) => {
  const [owner] = await sql<[{ id: string }]>`select id from swath.users where email = 'admin@swath.local'`;
  await sql`
    insert into swath.bulk_tasks (id, actor_id, table_name, operation, selection, change_text, filter_text, state, total, processed, changed, finished_at)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${owner.id}, 'products', 'update',
      '{"kind":"records","ids":["1"]}', 'List price old ' || n, 'all records', 'succeeded', 1, 1, 1, now()
    from generate_series(1, 75) as n`;
  await login(page, "admin");
  await page.goto("/tasks");
  await page.getByRole("searchbox", { name: /Search in change/ }).fill("list price old");
  await page.getByRole("combobox", { name: "Table" }).click();
  await page.getByRole("option", { name: "Products" }).click();
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows.filter({ hasText: "List price old" })).toHaveCount(30);
  const older = page.getByRole("button", { name: "Load older" });
  await expect(async () => {
    // A click that comes before the table's own list is there belongs to the list before, and goes with it.
    if (await older.isVisible()) await older.click();
    await expect(rows).toHaveCount(75, { timeout: 3_000 });
  }).toPass();
  await expect(older).toHaveCount(0);
  await page.getByRole("searchbox", { name: /Search in change/ }).fill("old 42");
  await expect(rows).toHaveCount(1);
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page.getByText("No task matches.")).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("combobox", { name: "Person" }).click();
  await page.getByRole("option", { name: "Demo admin" }).click();
  await expect(rows.first()).toContainText("Demo admin");
});

test("trying a change for real lists every refusal and writes nothing", async ({ page, sql }) => {
  const now = () => sql`select geoname_id, population from places where country = 'HU' order by 1`;
  const before = await now();
  const refused = before.filter((place) => place.population < 2_000).length;
  expect(refused).toBeGreaterThan(20);
  await login(page, "tess");
  await openFiltered(page, "places", { column: "country", operator: "is", value: "HU" });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "add", { Number: "-2000" });
  await page.getByRole("button", { name: "Try it for real and roll back" }).click();
  const left = before.length - refused;
  await expect(
    page.getByText(
      `Tried and rolled back: ${left.toLocaleString("en")} of ${before.length.toLocaleString("en")} records would change, ${refused.toLocaleString("en")} would be left out.`,
    ),
  ).toBeVisible({ timeout: 20_000 });
  const list = page.getByRole("list", { name: "Records that would be left out" });
  await expect(list.getByRole("listitem")).toHaveCount(20);
  await page.getByRole("button", { name: /^Show \d+ more/ }).click();
  await expect(list.getByRole("listitem").nth(20)).toContainText(/population not negative/);
  expect(await now()).toEqual(before);
  expect(await sql`select from swath.record_history where record_id = ${String(before[0]?.geoname_id)}`).toHaveLength(
    0,
  );
});
