import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./setup/test";
import { cell, choose, grid, openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** What a finger has to hit and is smaller than 40 px, by its name. */
function smallTargets(page: Page, within = "body"): Promise<string[]> {
  return page.evaluate((part) => {
    const targets = "button, a[href], input, [role=checkbox], [role=combobox]";
    const seen = [...document.querySelectorAll<HTMLElement>(part)].flatMap((root) => [
      ...root.querySelectorAll<HTMLElement>(targets),
    ]);
    return seen.flatMap((element) => {
      const box = element.getBoundingClientRect();
      // What is nearby belongs to it: a label around it, an area that its style adds.
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      if (box.width === 0 || !element.checkVisibility({ visibilityProperty: true })) return [];
      // Half of it lies beyond the edge.
      if (box.right > innerWidth || middle.y + 20 > innerHeight) return [];
      const hit = (x: number, y: number) => {
        const found = document.elementFromPoint(x, y);
        return found !== null && (element.contains(found) || found.closest("label")?.contains(element) === true);
      };
      if (!hit(middle.x, middle.y)) return [];
      const tall = hit(middle.x, middle.y - 18) && hit(middle.x, middle.y + 18);
      return tall ? [] : [element.getAttribute("aria-label") ?? element.textContent ?? element.tagName];
    });
  }, within);
}

test("on a phone one finds, filters, selects, edits and watches with a thumb", async ({ page, sql, login }) => {
  await addEditor(sql, "Thumb");
  await login(page, "thumb");
  // What others change meanwhile would be told above the grid.
  await page.route("**/api/tasks/events", (route) => route.abort());
  await openFiltered(page, "places");
  await expect(cell(page, 2960, "name")).toBeVisible();
  // One calm row of tools above the grid.
  expect((await grid(page).boundingBox())?.y).toBeLessThan(100);
  await page.unroute("**/api/tasks/events");
  await page.reload();
  await expect(cell(page, 2960, "name")).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);

  await page.getByRole("button", { name: "Filter", exact: true }).tap();
  const form = page.getByRole("dialog", { name: "Add a filter" });
  await choose(page, form.getByLabel("Column", { exact: true }), "Country");
  await choose(page, form.getByLabel("Comparison"), "is");
  await form.getByLabel("Value").fill("MT");
  await form.getByRole("button", { name: "Add filter" }).tap();
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'MT'`;
  await expect(page.getByText(`${n} matching`, { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "More", exact: true }).tap();
  await page.getByRole("button", { name: "Sort", exact: true }).tap();
  await page.getByRole("dialog", { name: "Sort" }).getByRole("button", { name: "Column", exact: true }).tap();
  await expect(page).toHaveURL(/sort=/);
  const by = page.getByRole("combobox", { name: "Column of sort 1" });
  expect((await by.boundingBox())?.width).toBeGreaterThan(120);
  await page.getByRole("heading", { name: "Places" }).tap();
  await expect(page.getByRole("dialog", { name: "Sort" })).toHaveCount(0);
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");

  for (const row of [2, 4]) await page.getByRole("row").nth(row).getByRole("gridcell").first().tap();
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Edit…" }).tap();
  // The keyboard of the phone leaves little room: lists of choices must still open.
  await page.setViewportSize({ width: 390, height: 480 });
  const sheet = page.getByRole("dialog", { name: /^(Edit|Counting)/ });
  await choose(page, sheet.getByRole("combobox", { name: /olumn to change$/ }), "Region");
  const change = sheet.getByRole("group", { name: "Change of Region", exact: true });
  await choose(page, change.getByRole("combobox", { name: "What to do with Region" }), "set to");
  await change.getByRole("textbox").fill("T7");
  await choose(page, sheet.getByRole("combobox", { name: /olumn to change$/ }), "Status");
  await page.setViewportSize({ width: 390, height: 844 });
  const status = sheet.getByRole("group", { name: "Change of Status", exact: true });
  await choose(page, status.getByRole("combobox", { name: "Status", exact: true }), "reviewed");
  await expect(sheet.getByText("2 will change")).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Update 2 records now" }).tap();
  await expect(sheet.getByText("2 changed")).toBeVisible();
  const changed = await sql`select status from places where country = 'MT' and region = 'T7'`;
  expect(changed).toEqual([{ status: "reviewed" }, { status: "reviewed" }]);
  await sheet.getByRole("button", { name: "Done" }).tap();

  await page.goto("/tasks");
  await expect(
    page
      .getByRole("main")
      .getByText(/2 changed/)
      .first(),
  ).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("on a phone the filters of tasks and of the audit log are behind one button that says how many are set", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Toe");
  await sql`update swath.users set role = 'admin' where email = 'toe@swath.local'`;
  await startTask("toe", "AD", { notes: { op: "set", value: "by a toe" } });
  const owned = () => sql`
    select state from swath.bulk_tasks join swath.users on users.id = actor_id where email = 'toe@swath.local'`;
  await expect.poll(owned).toEqual([{ state: "succeeded" }]);
  await login(page, "toe");
  await page.goto("/tasks");
  const search = page.getByRole("search", { name: "Tasks" });
  const filters = search.getByRole("button", { name: /^Filters/ });
  await expect(filters).toHaveText("Filters");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  // One row with the heading.
  const header = page.getByRole("main").locator("header");
  expect((await header.boundingBox())?.height).toBeLessThan(70);
  await filters.tap();
  const folded = page.getByRole("dialog", { name: "Filters" });
  await choose(page, folded.getByRole("combobox", { name: "Person" }), "Toe");
  await choose(page, folded.getByRole("combobox", { name: "Operation" }), "Deletes");
  await expect(page.getByText("No task matches.")).toBeVisible();
  await choose(page, folded.getByRole("combobox", { name: "Operation" }), "Edits");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(1);
  expect(await smallTargets(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(folded).toHaveCount(0);
  await expect(filters).toHaveText("Filters (2)");
  expect(await smallTargets(page, "[role=search]")).toEqual([]);
  await filters.tap();
  await folded.getByRole("button", { name: "Clear" }).tap();
  await expect(page).toHaveURL(/\/tasks$/);

  await page.goto("/admin/audit?action=applied");
  await expect(page.getByRole("search", { name: "Audit log" }).getByRole("button", { name: /^Filters/ })).toHaveText(
    "Filters (1)",
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("on a phone what a tool opens lies over the tools, and what it begins closes them", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Palm");
  await login(page, "palm");
  await openFiltered(page, "places", { column: "country", operator: "is", value: "AD" });
  const more = page.getByRole("dialog", { name: "More" });
  await page.getByRole("button", { name: "More", exact: true }).tap();
  await more.getByRole("button", { name: /^View/ }).tap();
  await page.getByRole("menuitem", { name: "Save as a new view…" }).tap();
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  // A click that something else would take fails, and each of these lies where the tools are.
  await dialog.getByRole("heading", { name: "Save as a new view" }).click({ trial: true });
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);

  await more.getByRole("button", { name: "Export", exact: true }).tap();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).tap();
  await download;
  await expect(more).toHaveCount(0);
});

test("on a phone the editor of a cell is as high as its row, and why it was refused stays in sight", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Nail");
  await login(page, "nail");
  const [place] = await sql<[{ id: number }]>`
    select geoname_id as id from places where country = 'AD' order by geoname_id limit 1`;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "AD" });
  const country = cell(page, place.id, "country");
  await country.dblclick();
  const field = country.getByRole("textbox", { name: /^Country of/ });
  await expect(field).toBeFocused();
  const height = async (of: Locator) => (await of.boundingBox())?.height ?? 0;
  expect(await height(field)).toBeGreaterThanOrEqual(await height(country));
  await field.fill("Andorra");
  await field.press("Enter");
  const problem = page.getByRole("alert").filter({ hasText: "Not saved. Breaks the rule" });
  await expect(problem).toBeVisible();
  const box = await problem.boundingBox();
  expect(box && box.x + box.width).toBeLessThanOrEqual(390);
  expect(await sql`select country from places where geoname_id = ${place.id}`).toEqual([{ country: "AD" }]);
});
