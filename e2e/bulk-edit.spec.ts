import type { Page } from "@playwright/test";
import { expect, test } from "./setup/test";
import { addFilter, changeColumn, grid, openFiltered, rowOf } from "./setup/table";

interface Place {
  id: number;
  population: number;
  status: string;
}

const ofCountry = (country: string) => [{ column: "country", operator: "is", value: country }];
const bulkSheet = (page: Page) => page.getByRole("dialog", { name: /^Edit / });

test("an editor changes all 16,677 places of a country but two; an admin sees the bar move; the database is exact", async ({
  page,
  browser,
  login,
  sql,
}) => {
  const before = await sql<Place[]>`
    select geoname_id as id, population, status from places where country = 'US' order by geoname_id`;
  expect(before.length).toBeGreaterThan(10_000);
  const [kept1, kept2] = [before[1]!, before[3]!];
  const total = (before.length - 2).toLocaleString("en");

  await login(page, "editor");
  await openFiltered(page, "places");
  await addFilter(page, "Country", "is", "US");
  await expect(page.getByText(`${before.length.toLocaleString("en")} matching`)).toBeVisible();
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: `Select all ${before.length.toLocaleString("en")} matching` }).click();
  const names = await sql<{ id: number; name: string }[]>`
    select geoname_id as id, name from places where geoname_id in ${sql([kept1.id, kept2.id])}`;
  for (const { name } of names) await rowOf(page, name).first().getByRole("checkbox").click();
  await expect(page.getByText(`${total} selected (2 excluded)`)).toBeVisible();

  await page.getByRole("button", { name: "Edit…" }).click();
  await expect(bulkSheet(page)).toContainText(`Edit ${total} places`);
  await changeColumn(page, "Status", "set to", { Status: "reviewed" });
  await changeColumn(page, "Population", "multiply by", { Factor: "2" });
  await expect(bulkSheet(page)).toContainText(`${total} will change`);

  const admin = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(admin, "admin");
  await admin.goto("/tasks");

  // Somebody holds the last record, so that the task comes to a halt before its end.
  const last = before.at(-1)!;
  let release = () => {};
  const held = sql.begin(async (tx) => {
    await tx`select from places where geoname_id = ${last.id} for update`;
    await new Promise<void>((resolve) => (release = resolve));
  });
  try {
    await page.getByRole("button", { name: `Update ${total} records in the background` }).click();
    await expect(page.getByText(`Processing ${total} records in background.`)).toBeVisible();

    const bar = admin.getByRole("progressbar").first();
    const now = async () => Number(await bar.getAttribute("aria-valuenow"));
    await expect.poll(now, { intervals: [50] }).toBeGreaterThan(0);
    expect(await now()).toBeLessThan(before.length - 2);
  } finally {
    release();
    await held;
  }
  await page
    .getByRole("link", { name: /^View( status)?$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/tasks\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(admin.getByText(`${total} changed`).first()).toBeVisible({ timeout: 10_000 });
  const taskId = page.url().split("/").at(-1)!;

  const after = await sql<Place[]>`
    select geoname_id as id, population, status from places where country = 'US' order by geoname_id`;
  const expected = before.map((place) =>
    place.id === kept1.id || place.id === kept2.id
      ? place
      : { ...place, status: "reviewed", population: place.population * 2 },
  );
  expect(after).toEqual(expected);
  const history = await sql<{ id: number; rows: number }[]>`
    select record_id::int as id, count(*)::int as rows from swath.record_history where task_id = ${taskId} group by 1 order by 1`;
  expect(history).toEqual(
    before.filter(({ id }) => id !== kept1.id && id !== kept2.id).map(({ id }) => ({ id, rows: 1 })),
  );
  await admin.close();
});

test("a small edit is written at once, shown in the grid, and undone from the sheet", async ({ page, login, sql }) => {
  const before = await sql<Place[]>`
    select geoname_id as id, population, status from places where country = 'IS' order by geoname_id limit 3`;
  const ids = before.map(({ id }) => id);
  const now = () => sql<Place[]>`
    select geoname_id as id, population, status from places where geoname_id in ${sql(ids)} order by geoname_id`;

  await login(page, "editor");
  await openFiltered(page, "places", ...ofCountry("IS"));
  for (const i of [1, 2, 3]) await page.getByRole("row").nth(i).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "add", { Number: "7" });
  await expect(bulkSheet(page)).toContainText("3 will change");
  await page.getByRole("button", { name: "Update 3 records now" }).click();
  await expect(bulkSheet(page)).toContainText("3 records changed.");
  expect(await now()).toEqual(before.map((place) => ({ ...place, population: place.population + 7 })));
  await expect(page.locator(`[data-cell="${ids[0]}/population"]`)).toHaveText(
    (before[0]!.population + 7).toLocaleString("en"),
  );

  await page.getByRole("button", { name: "Undo…" }).click();
  await page.getByRole("button", { name: /^Undo 3 / }).click();
  await expect(bulkSheet(page)).toContainText("3 records restored.");
  expect(await now()).toEqual(before);
});

test("one refused record stops a small edit as a whole, and is named", async ({ page, login, sql }) => {
  const [place] = await sql<{ id: number; name: string }[]>`
    select geoname_id as id, name from places where country = 'YE' and population < 5 order by geoname_id limit 1`;
  const before = await sql`select geoname_id, population from places where country = 'YE' order by 1`;
  await login(page, "editor");
  await openFiltered(page, "places", ...ofCountry("YE"), { column: "geoname_id", operator: "lte", value: place!.id });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "add", { Number: "-5" });
  await expect(bulkSheet(page)).toContainText(/will be refused/);
  await expect(bulkSheet(page)).toContainText(/population not negative/);
  expect(await sql`select geoname_id, population from places where country = 'YE' order by 1`).toEqual(before);
});

test("the same edit clicked twice is one task", async ({ page, login, sql }) => {
  await login(page, "editor");
  await openFiltered(page, "places", ...ofCountry("CH"));
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Notes", "set to", { Notes: "clicked twice" });
  await page.getByRole("button", { name: /^Update .* in the background$/ }).dblclick();
  const tasks = () =>
    sql`select state from swath.bulk_tasks where change_text like '%clicked twice%' and state <> 'planned'`;
  await expect.poll(tasks, { timeout: 60_000 }).toEqual([{ state: "succeeded" }]);
});

test("when other records match by now, the sheet says so and asks", async ({ page, login, sql }) => {
  await login(page, "editor");
  await openFiltered(page, "places", ...ofCountry("PT"));
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'PT'`;
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: `Select all ${n} matching` }).click();
  await sql`update places set country = 'XQ' where geoname_id = (select min(geoname_id) from places where country = 'PT')`;
  try {
    await page.getByRole("button", { name: "Edit…" }).click();
    // Not a toast: those are dialogs as well, and tell of whatever else this person has running.
    const sheet = page.getByRole("dialog").filter({ has: page.getByRole("button", { name: "Go back and look" }) });
    await expect(sheet).toContainText(`You saw ${n} records; now there are ${n - 1}. Nothing was written.`);
    await sheet.getByRole("button", { name: `Go on with ${n - 1} records` }).click();
    await expect(bulkSheet(page)).toContainText(`Edit ${n - 1} places`);
  } finally {
    await sql`update places set country = 'PT' where country = 'XQ'`;
  }
});

test("a viewer looks and changes nothing, also not by calling the server", async ({ page, login }) => {
  await login(page, "viewer");
  await openFiltered(page, "places");
  await expect(page.getByText(/takes the role of an editor; yours is viewer/)).toBeVisible();
  await expect(grid(page).getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Edit…" })).toHaveCount(0);
  const response = await page.request.post("/api/plans/preview", { data: { taskId: crypto.randomUUID() } });
  expect(response.ok()).toBe(false);
});
