import type { Page } from "@playwright/test";
import { cell, grid, openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";
import { expect, test } from "./setup/test";

test.beforeEach(({ page, login }) => login(page, "editor"));

/** Places of a country in the order of the page: which cell has the focus, and how many are in the range. */
async function open(page: Page, country: string) {
  await openFiltered(page, "places", { column: "country", operator: "is", value: country });
  const rows = page.getByRole("row");
  const id = async (row: number) =>
    (
      await rows
        .nth(row + 1)
        .locator("[data-cell]")
        .first()
        .getAttribute("data-cell")
    )?.split("/")[0] ?? "";
  const at = async (row: number, column: string) => expect(cell(page, await id(row), column)).toBeFocused();
  const inRange = (n: number) => expect(grid(page).locator("[role=gridcell][aria-selected=true]")).toHaveCount(n);
  return { id, at, inRange };
}

test("the arrows, Home, End and Ctrl walk over the cells; Tab leaves the table at the end of a row", async ({
  page,
}) => {
  const { id, at } = await open(page, "LV");
  await cell(page, await id(0), "name").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await at(1, "geoname_id");
  await page.keyboard.press("Tab");
  await at(1, "country");
  await page.keyboard.press("Shift+Tab");
  await at(1, "geoname_id");
  await page.keyboard.press("Control+Home");
  await at(0, "name");
  await page.keyboard.press("End");
  const [last] = [await page.evaluate(() => document.activeElement?.getAttribute("aria-colindex"))];
  expect(Number(last)).toBe(Number(await grid(page).getAttribute("aria-colcount")));
  await page.keyboard.press("Tab");
  await expect(grid(page).locator(":focus")).toHaveCount(0);
  // Coming from above, Tab finds the one cell that was active.
  await page.getByRole("button", { name: "Population", exact: true }).focus();
  await expect(async () => {
    await page.keyboard.press("Tab");
    expect(await page.locator("[data-cell]:focus").count()).toBe(1);
  }).toPass({ intervals: [20] });
});

test("Shift and the pointer select a range, which screen readers are told of", async ({ page }) => {
  const { id, at, inRange } = await open(page, "LV");
  await cell(page, await id(1), "name").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await inRange(4);
  await at(1, "name");
  await expect(page.getByText("2 rows by 2 columns, 4 cells selected.")).toBeAttached();
  await page.keyboard.press("Shift+ArrowUp");
  await inRange(2);
  await page.keyboard.press("Escape");
  await inRange(0);

  await cell(page, await id(3), "country").click({ modifiers: ["Shift"] });
  await inRange(9);
  await cell(page, await id(2), "country").hover();
  await page.mouse.down();
  await cell(page, await id(5), "region").hover();
  await page.mouse.up();
  await inRange(8);
  await at(2, "country");
  await page.keyboard.press("Control+a");
  await expect(page.getByText(/^\d+ rows by \d+ columns/)).toBeAttached();
});

test("Enter opens, saves and goes down; Tab goes right, and Enter then back below where Tab began", async ({
  page,
  sql,
}) => {
  const { id, at } = await open(page, "LV");
  const [first, second] = [await id(0), await id(1)];
  await cell(page, first, "region").click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("R1");
  await page.keyboard.press("Tab");
  await at(0, "feature_code");
  await page.keyboard.type("PPLX");
  await page.keyboard.press("Enter");
  await at(1, "region");
  await page.keyboard.type("R2");
  await page.keyboard.press("Shift+Enter");
  await at(0, "region");
  await page.keyboard.type("lost");
  await page.keyboard.press("Escape");
  await at(0, "region");
  const saved = () => sql`
    select geoname_id::text as id, region, feature_code as code from places
    where geoname_id in (${first}, ${second}) order by geoname_id = ${first} desc`;
  await expect
    .poll(async () => [...(await saved())])
    .toEqual([
      { id: first, region: "R1", code: "PPLX" },
      { id: second, region: "R2", code: expect.any(String) },
    ]);
});

test("the active cell keeps the focus however far one scrolls, and the keys go on from it", async ({ page }) => {
  const { id } = await open(page, "LV");
  const next = cell(page, await id(3), "name");
  await cell(page, await id(2), "name").click();
  await grid(page).evaluate((element) => element.scrollTo(0, 3_000));
  await expect(page.getByRole("row").nth(1)).not.toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(next).toBeFocused();
  await expect(next).toBeInViewport();
});

test("a question mark lists the keys", async ({ page }) => {
  const { id } = await open(page, "LV");
  await cell(page, await id(0), "name").click();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await expect(sheet.getByText("saves, and goes down, up")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(cell(page, await id(0), "name")).toBeFocused();
});

test("Ctrl+Z takes back edits also after a reload, Ctrl+Shift+Z brings them again, and the server keeps the order", async ({
  page,
  context,
  sql,
  login,
}) => {
  // Somebody of its own: undo is about all that a person did to the table.
  await addEditor(sql, "Zed");
  await context.clearCookies();
  await login(page, "zed");
  const { id } = await open(page, "EE");
  const [first, second] = [await id(0), await id(1)];
  const now = async () =>
    (
      await sql`select region from places where geoname_id in (${first}, ${second}) order by geoname_id = ${second}`
    ).map(({ region }) => region);
  const before = await now();
  for (const [record, text] of [
    [first, "Z1"],
    [second, "Z2"],
  ] as const) {
    await cell(page, record, "region").click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await expect.poll(now).toEqual(["Z1", "Z2"]);
  await page.reload();
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await cell(page, first, "name").click();
  await page.keyboard.press("Control+z");
  await expect.poll(now).toEqual(["Z1", before[1]]);
  await expect(cell(page, second, "region")).toHaveText(before[1] ?? "–");
  await page.keyboard.press("Control+z");
  await expect.poll(now).toEqual(before);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(now).toEqual(["Z1", before[1]]);
  await expect(cell(page, first, "region")).toHaveText("Z1");

  await sql`update places set region = 'theirs' where geoname_id = ${first}`;
  await page.keyboard.press("Control+z");
  await expect(page.getByText("This record was edited since.")).toBeVisible();
  expect(await now()).toEqual(["theirs", before[1]]);
});

test("by keyboard alone from the header to the last cell and back, and the tree tells where one is", async ({
  page,
  sql,
}) => {
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'LV'`;
  const { id } = await open(page, "LV");
  const columns = Number(await grid(page).getAttribute("aria-colcount"));
  // Minus one stands for a number that is not known exactly.
  expect(["-1", String(n + 1)]).toContain(await grid(page).getAttribute("aria-rowcount"));
  await page.getByRole("columnheader").getByRole("button", { name: "Name", exact: true }).focus();
  await expect(async () => {
    await page.keyboard.press("Tab");
    expect(await page.locator("[data-cell]:focus").count()).toBe(1);
  }).toPass({ intervals: [20] });
  const where = () =>
    page.evaluate(() => {
      const cell = document.activeElement;
      const row = cell?.closest("[role=row]");
      return [Number(row?.getAttribute("aria-rowindex")), Number(cell?.getAttribute("aria-colindex"))];
    });
  expect(await where()).toEqual([2, 2]);
  await page.keyboard.press("Control+End");
  await expect.poll(where).toEqual([Math.min(n, 200) + 1, columns]);
  // However many rows are drawn, one cell is in the order of Tab.
  await expect(grid(page).locator("[data-cell][tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Control+Home");
  await expect.poll(where).toEqual([2, 2]);

  const name = (await cell(page, await id(0), "name").textContent()) ?? "";
  await expect(grid(page).getByRole("row").nth(1)).toMatchAriaSnapshot(`
    - row:
      - gridcell "Select ${name}":
        - checkbox "Select ${name}"
      - gridcell "${name}"
      - gridcell "LV"
  `);
  await expect(cell(page, await id(0), "geoname_id")).toHaveAttribute("aria-readonly", "true");
  await page.keyboard.press("Shift+Space");
  await expect(grid(page).getByRole("row", { selected: true })).toHaveCount(1);
});

test("a choice and a switch go to what is typed, from the first key on", async ({ page, sql }) => {
  const { id, at } = await open(page, "CY");
  const [first, second] = [await id(0), await id(1)];
  await sql`update places set status = 'new', capital = false where geoname_id in ${sql([first, second])}`;
  await page.reload();
  await cell(page, first, "status").click();
  await page.keyboard.type("dis");
  await expect(page.getByRole("option", { selected: true })).toHaveText("disputed");
  await page.keyboard.press("Enter");
  await expect(cell(page, first, "status")).toHaveText("disputed");
  await cell(page, second, "status").click();
  await page.keyboard.type("r");
  await expect(page.getByRole("option", { selected: true })).toHaveText("reviewed");
  await page.keyboard.press("Escape");
  await at(1, "status");
  await cell(page, first, "capital").click();
  await page.keyboard.type("y");
  await expect(page.getByRole("option", { selected: true })).toHaveText("yes");
  await page.keyboard.press("Enter");
  await expect
    .poll(
      async () =>
        await sql`select status, capital from places where geoname_id in ${sql([first, second])} order by capital`,
    )
    .toEqual([
      { status: "new", capital: false },
      { status: "disputed", capital: true },
    ]);
});

test("typing goes into a date, a list and a search from its first key on", async ({ page, sql }) => {
  await sql`update places set surveyed_on = null, tags = '{}' where country = 'CY'`;
  const { id } = await open(page, "CY");
  const first = await id(0);
  await cell(page, first, "surveyed_on").click();
  await page.keyboard.type("2024-12-31");
  await page.keyboard.press("Enter");
  await cell(page, first, "tags").click();
  await page.keyboard.type("alpha, beta");
  await page.keyboard.press("Tab");
  await expect
    .poll(async () => (await sql`select surveyed_on::text as day, tags from places where geoname_id = ${first}`)[0])
    .toEqual({ day: "2024-12-31", tags: ["alpha", "beta"] });

  // The code of a foreign key's editor is loaded with the first of them.
  const [order] = await sql<[{ id: string }]>`select id from orders order by id limit 1`;
  const [customer] = await sql<[{ name: string }]>`
    select name from customers where name in (select name from customers group by name having count(*) = 1)
    order by name desc limit 1`;
  await openFiltered(page, "orders", { column: "id", operator: "is", value: order.id });
  await cell(page, order.id, "customer_id").click();
  await page.keyboard.type(customer.name);
  await expect(page.locator("[data-cell-editor] input").first()).toHaveValue(customer.name);
  await expect(page.getByRole("option").first()).toContainText(customer.name);
  await page.keyboard.press("Escape");
});
