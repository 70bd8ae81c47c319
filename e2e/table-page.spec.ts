import type { Page, Request } from "@playwright/test";
import { expect, test } from "./setup/test";
import { addFilter, cell, grid, openFiltered, rowOf } from "./setup/table";
import { addEditor } from "./setup/tasks";

test.beforeEach(({ page, login }) => login(page, "editor"));

test("filter, search and sort narrow the same list, live in the URL, and go back with the back button", async ({
  page,
  sql,
}) => {
  await openFiltered(page, "places");
  await addFilter(page, "Country", "is", "DE");
  await expect(page.getByText("7,244 matching")).toBeVisible();
  await page.getByRole("searchbox").fill("burg");
  const [{ n }] = await sql<[{ n: number }]>`
    select count(*)::int as n from places
    where country = 'DE' and concat_ws(' ', name, country, region, feature_code, notes) ilike '%burg%'`;
  await expect(page.getByText(`${n} matching`)).toBeVisible();

  await page.getByRole("button", { name: "Population", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Population" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Population", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Population" })).toHaveAttribute("aria-sort", "descending");
  const [largest] = await sql<[{ name: string }]>`
    select name from places where country = 'DE' and name ilike '%burg%' order by population desc limit 1`;
  await expect(page.getByRole("row").nth(1)).toContainText(largest.name);

  await page.reload();
  // Until the page is alive, nobody hears the button.
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await expect(page.getByText(`${n} matching`)).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText(largest.name);
  const population = page.getByRole("columnheader", { name: "Population" });
  // After a reload the router loads what it goes back to. A step that comes meanwhile is lost: a person is slower.
  const loading = new Set<Request>();
  let endedAt = 0;
  const isRouters = (request: Request) => request.url().includes("_rsc=");
  page.on("request", (request) => isRouters(request) && loading.add(request));
  for (const ended of ["requestfinished", "requestfailed"] as const) {
    page.on(ended as "requestfinished", (request) => loading.delete(request) && (endedAt = Date.now()));
  }
  const back = async () => {
    await page.evaluate(() => history.back());
    const startedAt = Date.now();
    const quietSince = () => Math.max(endedAt, startedAt);
    await expect.poll(() => loading.size === 0 && Date.now() - quietSince() > 700, { intervals: [100] }).toBe(true);
  };
  await back();
  await expect(population).toHaveAttribute("aria-sort", "ascending");
  await back();
  await expect(population).not.toHaveAttribute("aria-sort");
  await back();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(page.getByText("7,244 matching")).toBeVisible();
});

test("scrolling reads on at any depth, and a reload comes back to the same place", async ({ page }) => {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "GB" });
  const scroller = grid(page);
  await expect(async () => {
    await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const shown = await page.getByRole("row").nth(5).getAttribute("aria-rowindex");
    expect(Number(shown)).toBeGreaterThan(600);
  }).toPass();
  await expect(page).toHaveURL(/after=/);
  await page.reload();
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  // The windows before are read when somebody scrolls up.
  await scroller.evaluate((element) => element.scrollTo(0, 0));
  await expect(scroller).toHaveAttribute("aria-busy", "false");
  await expect.poll(() => scroller.evaluate((element) => element.scrollHeight)).toBeGreaterThan(200 * 32 * 2);
});

test("records are selected by click, range, keyboard and page, and exclusions survive paging", async ({ page }) => {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "BE" });
  const box = (row: number) => page.getByRole("row").nth(row).getByRole("checkbox");
  await box(1).click();
  await box(4).click({ modifiers: ["Shift"] });
  await expect(page.getByText("4 selected")).toBeVisible();
  await box(2).click({ modifiers: ["Shift"] });
  await expect(page.getByText("2 selected")).toBeVisible();

  await page.getByRole("row").nth(6).getByRole("gridcell").nth(1).click();
  await page.keyboard.press("Space");
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+Space");
  await expect(page.getByText("5 selected")).toBeVisible();
  // The first Escape gives up the range of cells, the second the selected records.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selection" })).toHaveCount(0);

  await page.keyboard.press("Control+Shift+Space");
  await page.getByRole("button", { name: "Select all 543 matching" }).click();
  await box(2).click();
  await expect(page.getByText("542 selected (1 excluded)")).toBeVisible();
  await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await expect(page.getByText("542 selected (1 excluded)")).toBeVisible();
  await grid(page).evaluate((element) => element.scrollTo(0, 0));
  await expect(box(2)).not.toBeChecked();
  await expect(box(3)).toBeChecked();

  await page.getByRole("searchbox").fill("x");
  await expect(page.getByText("The selection was cleared, because other records match now.")).toBeVisible();
});

test("a cell is edited by keyboard, saved with history, and undone", async ({ page, context, login, sql }) => {
  // Undo takes back what a person did last, in whatever test: this one has a person of its own.
  await addEditor(sql, "Fin");
  await context.clearCookies();
  await login(page, "fin");
  const [place] = await sql<[{ id: number; population: number }]>`
    select geoname_id as id, population from places where country = 'FI' order by geoname_id limit 1`;
  const now = async () => (await sql`select population from places where geoname_id = ${place.id}`)[0]?.population;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "FI" });
  await cell(page, place.id, "population").click();
  await page.keyboard.type("4321");
  await page.keyboard.press("Enter");
  await expect(cell(page, place.id, "population")).toHaveText("4,321");
  await expect.poll(now).toBe(4321);
  const history = await sql`
    select before, after from swath.record_history where record_id = ${String(place.id)} and task_id is null`;
  expect(history).toEqual([{ before: { population: String(place.population) }, after: { population: "4321" } }]);

  await page.keyboard.press("ArrowUp");
  await expect(cell(page, place.id, "population")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect.poll(now).toBe(place.population);

  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("many");
  const wrong = page.getByRole("alert").filter({ hasText: "whole number" });
  await expect(wrong).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(wrong).toBeVisible();
  await expect(page.locator("[data-cell-editor] input")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cell(page, place.id, "population")).toHaveText(place.population.toLocaleString("en"));
});

test("what someone else wrote meanwhile is shown, and the choice is the user's", async ({ page, sql }) => {
  const [place] = await sql<[{ id: number }]>`
    select geoname_id as id from places where country = 'NO' order by geoname_id limit 1`;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "NO" });
  await cell(page, place.id, "region").dblclick();
  await sql`update places set region = 'theirs' where geoname_id = ${place.id}`;
  await page.keyboard.press("Control+a");
  await page.keyboard.type("mine");
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Someone else changed this record" });
  await expect(question).toContainText("theirs");
  await expect(question).toContainText("mine");
  await question.getByRole("button", { name: "Keep theirs" }).click();
  await expect(cell(page, place.id, "region")).toHaveText("theirs");

  await cell(page, place.id, "region").dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("mine");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await sql`select region from places where geoname_id = ${place.id}`)[0]?.region)
    .toBe("mine");

  // Nobody is asked to choose between the same and the same.
  await cell(page, place.id, "region").dblclick();
  await sql`update places set region = 'both' where geoname_id = ${place.id}`;
  await page.keyboard.press("Control+a");
  await page.keyboard.type("both");
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await page.keyboard.press("Enter");
  await answer;
  await cell(page, place.id, "region").click();
  await page.keyboard.type("later");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await sql`select region from places where geoname_id = ${place.id}`)[0]?.region)
    .toBe("later");
});

test("a value that the database refuses is taken back, with a sentence", async ({ page, sql }) => {
  const [place] = await sql<[{ id: number; name: string; country: string }]>`
    select geoname_id as id, name, country from places where country = 'DK' order by geoname_id limit 1`;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "DK" });
  await cell(page, place.id, "country").dblclick();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Denmark");
  await page.keyboard.press("Enter");
  const problem = page.getByRole("alert").filter({ hasText: "Not saved. Breaks the rule" });
  await expect(problem).toBeVisible();
  // As wide as its words need, however narrow the column is.
  expect((await problem.boundingBox())?.width).toBeGreaterThan(150);
  await expect(cell(page, place.id, "country")).toHaveText(/^DK/);
  await expect(rowOf(page, place.name).first()).toBeVisible();
});

test("nothing that matches, a broken link and an unknown table each say what to do", async ({ page }) => {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "QQ" });
  await expect(page.getByText("No record matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filter" }).click();
  await expect(page.getByText(/^135,\d{3}$/)).toBeVisible();

  await page.goto(
    `/tables/places?filter=${encodeURIComponent(JSON.stringify({ join: "and", rules: [{ column: "nope", operator: "is", value: 1 }] }))}`,
  );
  await expect(page.getByRole("alert").filter({ hasText: "nope" })).toBeVisible();
  await page.getByRole("button", { name: "Clear search and filter" }).click();
  await expect(page.getByText(/^135,\d{3}$/)).toBeVisible();

  const response = await page.goto("/tables/nothing-here");
  expect(response?.status()).toBe(404);
});

test("an empty table offers its first record and a file, and a viewer only says so", async ({
  page,
  browser,
  login,
}) => {
  const emptied = async (who: Page) => {
    await openFiltered(who, "products", { column: "name", operator: "is", value: "none such" });
    await who.route("**/api/tables/products/records?*", (route) =>
      route.fulfill({ json: { rows: [], nextCursor: null, previousCursor: null, slowSort: null } }),
    );
    await who.getByRole("button", { name: "Clear search and filter" }).click();
    await expect(who.getByRole("heading", { name: "No products yet" })).toBeVisible();
  };
  await emptied(page);
  await grid(page).getByRole("button", { name: "Import a file" }).click();
  const sheet = page.getByRole("dialog", { name: "Import into Products" });
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(sheet).toHaveCount(0);
  await grid(page).getByRole("button", { name: "New record" }).click();
  await expect(page.getByRole("dialog", { name: "New record" })).toBeVisible();

  const theirs = await (await browser.newContext()).newPage();
  await login(theirs, "viewer");
  await emptied(theirs);
  await expect(grid(theirs).getByRole("button", { name: /New record|Import/ })).toHaveCount(0);
  await theirs.context().close();
});

test("until the page is alive, the place of its rows is held", async ({ page }) => {
  const html = await (await page.request.get("/tables/places")).text();
  expect(html).toContain('aria-label="Loading records"');
  await page.goto("/tables/places");
  await expect(cell(page, 2960, "name")).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading records" })).toHaveCount(0);
});

test("a lost connection leaves what is shown, and reading on can be tried again", async ({ page }) => {
  // News of the table would read on by themselves.
  await page.route("**/api/tasks{/events,}", (route) => route.abort());
  await openFiltered(page, "places", { column: "country", operator: "is", value: "AT" });
  await page.route("**/api/tables/places/records?*", (route) => route.abort());
  // Until the page is alive, nobody hears it scroll.
  await expect(async () => {
    await grid(page).evaluate((element) => element.scrollTo(0, 0));
    await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(page.getByText("More records could not be read.")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.unroute("**/api/tables/places/records?*");
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("More records could not be read.")).toHaveCount(0);
  await expect.poll(() => grid(page).evaluate((element) => element.scrollHeight)).toBeGreaterThan(201 * 32 * 1.5);
});

test("every declared table shows its records", async ({ page, sql }) => {
  for (const table of ["customers", "products", "orders", "order_lines"]) {
    // Other files add records of their own, and take them away.
    await expect(async () => {
      await openFiltered(page, table);
      const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from ${sql(table)}`;
      await expect(page.getByText(n.toLocaleString("en"), { exact: true })).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(page.getByRole("row").nth(1)).toBeVisible();
  }
});
