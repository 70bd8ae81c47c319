import type { Page } from "@playwright/test";
import { cell, openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";
import { expect, test } from "./setup/test";

// Somebody of its own: the toasts of other files' tasks would lie over the grid.
test.beforeAll(({ sql }) => addEditor(sql, "Clipper"));
test.beforeEach(async ({ page, context, login }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await login(page, "clipper");
});

const open = (page: Page, country: string) =>
  openFiltered(page, "places", { column: "country", operator: "is", value: country });

/** As another program would put it there. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => navigator.clipboard.writeText(given), text);
  await page.keyboard.press("Control+v");
}

test("a block out of a spreadsheet is pasted as one task, what is refused is marked, and the toast undoes it", async ({
  page,
  sql,
}) => {
  const places = await sql<{ id: number; region: string | null; population: number }[]>`
    select geoname_id as id, region, population from places where country = 'LT' order by geoname_id limit 3`;
  const ids = places.map(({ id }) => id);
  const now = () =>
    sql`select region, feature_code as code, population from places where geoname_id in ${sql(ids)} order by geoname_id`;
  const before = await now();
  await open(page, "LT");
  await cell(page, ids[0] ?? 0, "region").click();
  await paste(page, "P1\tPPL\t1,234\r\nP2\tPPLA\tmany\r\nP3\tPPLX\t56\r\n");
  await expect.poll(async () => (await now())[2]).toEqual({ region: "P3", code: "PPLX", population: 56 });
  expect((await now())[0]).toEqual({ region: "P1", code: "PPL", population: 1234 });
  // The record with the bad value is left as it was, and says why at that value.
  expect((await now())[1]).toEqual(before[1]);
  await expect(page.getByRole("alert").filter({ hasText: "Not saved." })).toContainText("whole number");
  const [task] = await sql`
    select id, changed, failed from swath.bulk_tasks where table_name = 'places' and change ->> 'origin' = 'paste'
    order by created_at desc limit 1`;
  expect(task).toMatchObject({ changed: 2, failed: 1 });
  const history = await sql`select count(*)::int as n from swath.record_history where task_id = ${task?.id}`;
  expect(history[0]?.n).toBe(2);

  await expect(page.getByText("Pasted into 2 records.").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(now).toEqual(before);
  await expect(cell(page, ids[0] ?? 0, "region")).toHaveText(places[0]?.region ?? "–");
});

test("a column of texts with commas stays one column, and a table on the clipboard says itself what its cells are", async ({
  page,
  sql,
}) => {
  const places = await sql<{ id: number }[]>`
    select geoname_id as id from places where country = 'LT' order by geoname_id offset 20 limit 4`;
  const ids = places.map(({ id }) => id);
  await sql`update places set region = null, feature_code = 'PPL' where geoname_id in ${sql(ids)}`;
  const now = async () => [
    ...(await sql`select region, feature_code as code from places where geoname_id in ${sql(ids)} order by geoname_id`),
  ];
  await open(page, "LT");
  await cell(page, ids[0] ?? 0, "region").click();
  await paste(page, "Portland, Oregon\r\nSeattle, Washington\r\n");
  const texts = [
    { region: "Portland, Oregon", code: "PPL" },
    { region: "Seattle, Washington", code: "PPL" },
  ];
  await expect.poll(async () => (await now()).slice(0, 2)).toEqual(texts);

  // As a web page copies it: the line break in a cell looks like the end of a row.
  await page.evaluate(async () => {
    const html =
      "<table><tr><td>one<br>two</td><td>PPLA</td></tr><tr><td>three,  <b>four</b></td><td>PPLX</td></tr></table>";
    const plain = "one\ntwo\tPPLA\nthree, four\tPPLX";
    const blob = (type: string, text: string) => new Blob([text], { type });
    await navigator.clipboard.write([
      new ClipboardItem({ "text/html": blob("text/html", html), "text/plain": blob("text/plain", plain) }),
    ]);
  });
  await cell(page, ids[2] ?? 0, "region").click();
  await page.keyboard.press("Control+v");
  await expect
    .poll(now)
    .toEqual([...texts, { region: "one\ntwo", code: "PPLA" }, { region: "three, four", code: "PPLX" }]);
});

test("a range is copied as text, pasted exactly, filled down, cleared and cut", async ({ page, sql }) => {
  const places = await sql<{ id: number }[]>`
    select geoname_id as id from places where country = 'LT' order by geoname_id offset 10 limit 4`;
  const ids = places.map(({ id }) => id);
  const [a = 0, b = 0, c = 0, d = 0] = ids;
  await sql`update places set status = 'reviewed', capital = true, population = 1234 where geoname_id = ${a}`;
  await sql`update places set region = 'C1' where geoname_id in ${sql([a, b, c, d])}`;
  const now = () =>
    sql`select region, population, status, capital from places where geoname_id in ${sql(ids)} order by geoname_id`;
  await open(page, "LT");
  await cell(page, a, "population").click();
  await cell(page, a, "capital").click({ modifiers: ["Shift"] });
  await expect(page.getByText("1 row by 5 columns, 5 cells selected.")).toBeAttached();
  await page.keyboard.press("Control+c");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^1234\t[-\d.]+\t[-\d.]+\treviewed\tTRUE$/);
  await expect(page.getByText("5 cells copied.")).toBeAttached();

  await cell(page, b, "population").click();
  await page.keyboard.press("Control+v");
  await expect
    .poll(async () => (await now())[1])
    .toMatchObject({ population: 1234, status: "reviewed", capital: true });

  // The single value of one cell fills the range below it.
  await cell(page, a, "status").click();
  await cell(page, d, "status").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+d");
  await expect.poll(async () => (await now()).map(({ status }) => status)).toEqual(Array(4).fill("reviewed"));

  await cell(page, b, "region").click();
  await cell(page, d, "region").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Delete");
  await expect.poll(async () => (await now()).map(({ region }) => region)).toEqual(["C1", null, null, null]);
  await cell(page, a, "region").click();
  await page.keyboard.press("Control+x");
  await expect.poll(async () => (await now())[0]?.region).toBeNull();
  await cell(page, b, "region").click();
  await cell(page, c, "region").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+v");
  await expect.poll(async () => (await now()).map(({ region }) => region)).toEqual([null, "C1", "C1", null]);
});

test("what one has just written oneself is nobody's conflict, however quickly the next follows", async ({
  page,
  sql,
}) => {
  const places = await sql<{ id: number }[]>`
    select geoname_id as id from places where country = 'LT' order by geoname_id offset 14 limit 4`;
  const ids = places.map(({ id }) => id);
  const [a = 0, , , d = 0] = ids;
  await sql`update places set region = 'Q0', feature_code = 'PPL' where geoname_id in ${sql(ids)}`;
  const now = async () => [
    ...(await sql`select region, feature_code as code from places where geoname_id in ${sql(ids)} order by geoname_id`),
  ];
  // The first one is slow to arrive, so that the others are asked for before it is written.
  let held = 0;
  await page.route("**/api/plans/values", async (route) => {
    if ((held += 1) === 1) await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await open(page, "LT");
  await cell(page, a, "region").click();
  await paste(page, "Q1\tPPLA\nQ2\tPPLA\nQ3\tPPLA\nQ4\tPPLA\n");
  // Not by what is announced: the end of a paste may be said right after it.
  const inRange = page.locator('[role="gridcell"][aria-selected="true"]');
  await expect(inRange).toHaveCount(8);
  await cell(page, a, "region").click();
  await cell(page, d, "region").click({ modifiers: ["Shift"] });
  await expect(inRange).toHaveCount(4);
  await page.keyboard.press("Delete");
  await paste(page, "R1\nR2\nR3\nR4\n");
  await expect.poll(() => held).toBe(3);
  await expect.poll(now).toEqual(["R1", "R2", "R3", "R4"].map((region) => ({ region, code: "PPLA" })));
  await expect(page.getByText("Pasted into 4 records.").last()).toBeVisible();
  const tasks = await sql`
    select changed, conflict from swath.bulk_tasks where table_name = 'places' and change ->> 'kind' = 'values'
    order by created_at desc limit 3`;
  expect([...tasks]).toEqual(Array(3).fill({ changed: 4, conflict: 0 }));
});

test("the corner of a range fills what it is dragged over", async ({ page, sql }) => {
  const places = await sql<{ id: number }[]>`
    select geoname_id as id from places where country = 'LT' order by geoname_id offset 3 limit 3`;
  const ids = places.map(({ id }) => id);
  await sql`update places set region = 'F1' where geoname_id = ${ids[0] ?? 0}`;
  await open(page, "LT");
  await cell(page, ids[0] ?? 0, "region").click();
  await page.locator("[data-fill-handle]").hover();
  await page.mouse.down();
  await cell(page, ids[2] ?? 0, "region").hover();
  await page.mouse.up();
  await expect
    .poll(async () =>
      (await sql`select region from places where geoname_id in ${sql(ids)}`).map(({ region }) => region),
    )
    .toEqual(["F1", "F1", "F1"]);
});

test("a large paste loads the records below, shows its preview, and runs in the background", async ({ page, sql }) => {
  await open(page, "LT");
  const [first] = await sql<[{ id: number }]>`
    select geoname_id as id from places where country = 'LT' order by geoname_id limit 1`;
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'LT'`;
  await cell(page, first.id, "notes").click();
  await paste(page, Array.from({ length: n + 2 }, (_, i) => `note ${i}`).join("\n"));
  const sheet = page.getByRole("dialog", { name: `Paste into ${n} records` });
  await expect(sheet).toContainText("The table ends 2 rows before the pasted ones do.");
  await sheet.getByRole("button", { name: `Update ${n} records in the background` }).click();
  await expect
    .poll(
      async () => (await sql`select count(*)::int as n from places where country = 'LT' and notes like 'note %'`)[0]?.n,
    )
    .toBe(n);
});

test("Ctrl with End, Home and A reaches records that are not loaded, and says where that is too many", async ({
  page,
  sql,
}) => {
  const [{ first, last }] = await sql<[{ first: number; last: number }]>`
    select min(geoname_id) as first, max(geoname_id) as last from places`;
  await openFiltered(page, "places");
  await cell(page, first, "region").click();
  await page.keyboard.press("Control+End");
  const inLastRow = page.locator(`[data-cell^="${last}/"]:focus`);
  await expect(inLastRow).toBeVisible();
  await expect(page).toHaveURL(/after=end/);
  await page.reload();
  await page.locator("[data-cell$='/region']").nth(3).click();
  await page.keyboard.press("Control+End");
  await expect(inLastRow).toBeVisible();
  await page.keyboard.press("Control+Home");
  await expect(cell(page, first, "name")).toBeFocused();

  await page.keyboard.press("Control+a");
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar).toContainText(/selected/);
  await page.keyboard.press("Control+c");
  await expect(
    page.getByText(/At most 10,000 records can be copied at once; these are .*Export takes them all/),
  ).toBeVisible();

  const records = await sql<{ name: string }[]>`select name from places where country = 'GR' order by geoname_id`;
  expect(records.length).toBeGreaterThan(400);
  await open(page, "GR");
  await page.locator("[data-cell$='/name']").first().click();
  await page.keyboard.press("Control+Space");
  await expect(page.getByText(/^1 column of all .* records selected/)).toBeAttached();
  await page.keyboard.press("Control+c");
  await expect(page.getByText(`${records.length.toLocaleString("en")} cells copied.`)).toBeAttached();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n").split("\n");
  expect(lines).toEqual(records.map(({ name }) => name));

  await page.locator("[data-cell$='/notes']").nth(1).click();
  await page.keyboard.press("Control+Shift+End");
  await page.keyboard.press("Delete");
  const sheet = page.getByRole("dialog", {
    name: `Clear cells of ${(records.length - 1).toLocaleString("en")} records`,
  });
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "Cancel" }).click();
});

test("the name of a record is pasted where its key belongs; one that nobody has says so at the cell", async ({
  page,
  sql,
}) => {
  const [order] = await sql<[{ id: string; customer: string }]>`
    select id, customer_id as customer from orders where city = 'Abilene' order by id limit 1`;
  const [other] = await sql<[{ id: string; name: string }]>`
    select id, name from customers where id <> ${order.customer} order by id desc limit 1`;
  const now = async () => (await sql`select customer_id as customer from orders where id = ${order.id}`)[0]?.customer;
  await openFiltered(page, "orders", { column: "id", operator: "is", value: order.id });
  await cell(page, order.id, "customer_id").click();
  await paste(page, other.name);
  await expect.poll(now).toBe(other.id);
  await expect(cell(page, order.id, "customer_id")).toContainText(other.name);

  await cell(page, order.id, "customer_id").click();
  await paste(page, "Nobody at all");
  await expect(page.getByRole("alert").filter({ hasText: "There is no “Nobody at all” in Customers." })).toBeVisible();
  expect(await now()).toBe(other.id);
  await expect(cell(page, order.id, "customer_id")).toContainText(other.name);
});
