import type { Page } from "@playwright/test";
import { expect, test } from "./setup/test";
import { choose, grid, openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";

test.beforeAll(({ sql }) => addEditor(sql, "Vera"));

const header = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });
const headers = async (page: Page) =>
  (
    await page.getByRole("columnheader").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")))
  ).filter(Boolean);
const panel = (page: Page, name: string) => page.getByRole("dialog", { name: `Column ${name}` });
async function openPanel(page: Page, name: string) {
  await header(page, name).hover();
  await page.getByRole("button", { name: `Menu of ${name}`, exact: true }).click();
  await expect(panel(page, name)).toBeVisible();
}

test("columns are moved, pinned, hidden, resized and formatted, and the address says so", async ({ page, login }) => {
  await login(page, "viewer");
  await openFiltered(page, "orders");
  expect((await headers(page)).slice(0, 4)).toEqual(["Id", "Customer", "Order date", "Ship date"]);

  await page.getByRole("button", { name: "Ship date", exact: true }).dragTo(header(page, "Customer"), {
    targetPosition: { x: 5, y: 10 },
  });
  await expect.poll(() => headers(page)).toEqual(expect.arrayContaining(["Id", "Ship date", "Customer"]));
  expect((await headers(page)).slice(0, 3)).toEqual(["Id", "Ship date", "Customer"]);
  await page.getByRole("button", { name: "Ship date", exact: true }).press("Shift+ArrowRight");
  await expect.poll(async () => (await headers(page)).slice(0, 3)).toEqual(["Id", "Customer", "Ship date"]);

  await openPanel(page, "City");
  await panel(page, "City").getByRole("button", { name: "Pin to the left" }).click();
  await expect.poll(async () => (await headers(page)).slice(0, 3)).toEqual(["Id", "City", "Customer"]);
  await openPanel(page, "Region");
  await panel(page, "Region").getByRole("button", { name: "Hide" }).click();
  await expect(header(page, "Region")).toHaveCount(0);

  const width = async () => (await header(page, "Customer").boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole("button", { name: "Customer", exact: true }).press("Alt+ArrowRight");
  await expect.poll(width).toBe(before + 16);

  await openPanel(page, "Order date");
  await choose(page, panel(page, "Order date").getByLabel("Format"), "Tue, Dec 31, 2024");
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-cell$='/order_date']").first()).toHaveText(/^\w{3}, \w{3} \d{1,2}, \d{4}$/);

  await page.waitForURL(/columns=/);
  const link = page.url();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  expect((await headers(page)).slice(0, 3)).toEqual(["Id", "City", "Customer"]);
  await expect(header(page, "Region")).toHaveCount(0);
  expect(await width()).toBe(before + 16);
  await expect(page.locator("[data-cell$='/order_date']").first()).toHaveText(/^\w{3}, /);

  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("menuitem", { name: "Reset columns" }).click();
  await expect
    .poll(async () => (await headers(page)).slice(0, 4))
    .toEqual(["Id", "Customer", "Order date", "Ship date"]);
});

test("a column's values are ticked with their counts, and sorting by several columns is shown and changed", async ({
  page,
  login,
  sql,
}) => {
  await login(page, "viewer");
  // Orders of a year that no other test adds to or deletes from.
  const year = "CA-2015-";
  await openFiltered(page, "orders", { column: "id", operator: "startsWith", value: year });
  const modes = await sql<{ mode: string; n: number }[]>`
    select ship_mode as mode, count(*)::int as n from orders where starts_with(id, ${year}) group by 1 order by 2 desc`;
  await openPanel(page, "Ship mode");
  const list = panel(page, "Ship mode").getByRole("list", { name: "Values of Ship mode" });
  await expect(list.getByRole("listitem")).toHaveText(
    modes.map(({ mode, n }) => new RegExp(`^\\s*${mode}\\s*${n.toLocaleString("en")}$`)),
  );
  await list.getByRole("checkbox", { name: modes[1]!.mode }).click();
  await list.getByRole("checkbox", { name: modes[2]!.mode }).click();
  await panel(page, "Ship mode").getByRole("button", { name: "Only these 2" }).click();
  await expect(page.getByText(`${(modes[1]!.n + modes[2]!.n).toLocaleString("en")} matching`)).toBeVisible();

  await page.getByRole("button", { name: "Sort", exact: true }).click();
  const sort = page.getByRole("dialog", { name: "Sort" });
  await sort.getByRole("button", { name: "Column" }).click();
  await choose(page, sort.getByLabel("Column of sort 1"), "City");
  await sort.getByRole("button", { name: "Column" }).click();
  await choose(page, sort.getByLabel("Column of sort 2"), "State");
  await choose(page, sort.getByLabel("Direction of sort 2"), "descending");
  await sort.getByRole("button", { name: "Sort 2 earlier" }).click();
  await page.keyboard.press("Escape");
  await expect(header(page, "State")).toHaveAttribute("aria-sort", "descending");
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  const expected = await sql<{ id: string }[]>`
    select id from orders where starts_with(id, ${year}) and ship_mode in (${modes[1]!.mode}, ${modes[2]!.mode})
    order by state desc, city, id desc limit 5`;
  await expect(page.locator("[data-cell$='/city']").first()).toBeVisible();
  await expect
    .poll(async () =>
      (await page.locator("[data-cell$='/id']").evaluateAll((all) => all.map((each) => each.textContent))).slice(0, 5),
    )
    .toEqual(expected.map(({ id }) => expect.stringContaining(id)));
});

test("a view is saved, shared by its short link, changed, made the default and deleted", async ({
  page,
  login,
  browser,
  sql,
}) => {
  await sql`delete from swath.saved_views where table_name = 'products'`;
  await login(page, "vera");
  await openFiltered(page, "products", { column: "category", operator: "is", value: "Technology" });
  const menu = (name: RegExp | string) => page.getByRole("button", { name });
  await menu("View: all records").click();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(dialog.getByText("Enter a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Tech");
  await dialog.getByRole("checkbox", { name: "Everybody sees it" }).click();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(menu("View: Tech")).toBeVisible();
  await expect(page).toHaveURL(/\/tables\/products\?view=[0-9a-f-]{36}$/);
  const [saved] =
    await sql`select name, shared, is_default, state from swath.saved_views where table_name = 'products'`;
  expect(saved).toMatchObject({ name: "Tech", shared: true, is_default: false });
  expect(saved!.state.filter.rules).toEqual([{ column: "category", operator: "is", value: "Technology" }]);

  const colleague = await (await browser.newContext()).newPage();
  await login(colleague, "viewer");
  await colleague.goto(page.url());
  await expect(colleague.getByRole("button", { name: "Category is Technology", exact: true })).toBeVisible();
  await colleague.getByRole("button", { name: "View: Tech" }).click();
  await expect(colleague.getByRole("menuitem", { name: "Copy link" })).toBeVisible();
  await expect(colleague.getByRole("menuitem", { name: /Delete/ })).toHaveCount(0);
  await colleague.keyboard.press("Escape");

  await page.getByRole("searchbox").fill("phone");
  await menu("View: Tech, changed").click();
  await page.getByRole("menuitem", { name: "Save changes to Tech" }).click();
  await expect(menu("View: Tech")).toBeVisible();
  await expect
    .poll(async () => (await sql`select state from swath.saved_views where table_name = 'products'`)[0]?.state.search)
    .toBe("phone");
  await menu("View: Tech").click();
  await page.getByRole("menuitem", { name: "Open by default for everybody" }).click();
  await expect(page.getByText("Products now opens with Tech")).toBeVisible();

  await colleague.goto("/tables/products");
  await expect(colleague).toHaveURL(/view=/);
  await expect(colleague.getByRole("searchbox")).toHaveValue("phone");
  await colleague.getByRole("button", { name: "Remove the filter Category is Technology" }).click();
  await expect(colleague.getByRole("button", { name: "View: Tech, changed" })).toBeVisible();
  await colleague.getByRole("button", { name: "View: Tech, changed" }).click();
  await colleague.getByRole("menuitem", { name: "All records" }).click();
  await expect(colleague).toHaveURL(/view=all/);
  await colleague.reload();
  await expect(colleague.getByRole("searchbox")).toHaveValue("");

  await menu("View: Tech").click();
  await page.getByRole("menuitem", { name: "Delete Tech…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete view" }).click();
  await expect(menu("View: all records")).toBeVisible();
  expect(await sql`select 1 from swath.saved_views where table_name = 'products'`).toHaveLength(0);
  await colleague.goto("/tables/products?view=00000000-0000-4000-8000-000000000000");
  await expect(colleague.getByText("This view is gone, or private to somebody else.")).toBeVisible();
});

test("a filter of 500 keys and a sort by long texts are shown, loaded on, reloaded, and shared by a link", async ({
  page,
  login,
  browser,
  sql,
}) => {
  test.slow();
  const first = "US-2015-150630";
  const orders = await sql<{ id: string }[]>`select id from orders where id <> ${first} order by id limit 499`;
  const [end] = await sql<{ id: string }[]>`
    select id from orders where id = any(${[first, ...orders.map(({ id }) => id)]}) order by id desc limit 1`;
  const long = `${"x".repeat(12_000)} `;
  await sql`update customers set notes = ${long} || id`;
  const records = (of: Page) => of.getByText("500 matching", { exact: true });
  try {
    await login(page, "vera");
    await openFiltered(page, "orders", { column: "id", operator: "in", value: [first] });
    await page.getByRole("button", { name: /^Id is any of/ }).click();
    const form = page.getByRole("dialog", { name: "Change the filter" });
    await form.getByRole("textbox", { name: "Values", exact: true }).fill(orders.map(({ id }) => id).join(", "));
    await form.getByRole("button", { name: "Change filter" }).click();
    await expect(records(page)).toBeVisible();
    await page.waitForURL(/view=/);
    expect(page.url().length).toBeLessThan(500);
    // It loads on, with the long filter.
    await grid(page).locator("[data-cell]").first().click();
    await page.keyboard.press("Control+End");
    await expect(page.locator(`[data-cell^="${end!.id}/"]`).first()).toBeVisible();
    await page.reload();
    await expect(records(page)).toBeVisible();
    const colleague = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
    await login(colleague, "viewer");
    await colleague.goto(page.url());
    await expect(records(colleague)).toBeVisible();
    await colleague.close();

    await page.goto(`/tables/customers?${new URLSearchParams({ sort: '[{"column":"notes","direction":"desc"}]' })}`);
    await expect(grid(page)).toHaveAttribute("aria-busy", "false");
    await grid(page).locator("[data-cell]").first().click();
    await page.keyboard.press("Control+End");
    const [last] = await sql<{ id: string }[]>`select id from customers order by notes, id limit 1`;
    await expect(page.locator(`[data-cell^="${last!.id}/"]`).first()).toBeVisible();
    await page.reload();
    await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  } finally {
    await sql`update customers set notes = null`;
  }
});
