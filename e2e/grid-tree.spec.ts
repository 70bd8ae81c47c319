import { expect, test } from "./setup/test";
import { cell, grid, openFiltered } from "./setup/table";

test("screen readers hear a grid: its size, where each cell is, what is selected, what was done", async ({
  page,
  sql,
  login,
}) => {
  await login(page, "editor");
  const places = await sql<{ id: number; name: string }[]>`
    select geoname_id as id, name from places where country = 'SK' order by geoname_id`;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "SK" });
  const table = grid(page);
  await expect(table).toHaveAccessibleName("Places");
  await expect(table).toHaveAttribute("aria-multiselectable", "true");
  await expect(table).toHaveAttribute("aria-rowcount", String(places.length + 1));
  const columns = await page.getByRole("columnheader").count();
  await expect(table).toHaveAttribute("aria-colcount", String(columns));
  await expect(page.getByRole("row").first()).toHaveAttribute("aria-rowindex", "1");

  // Rows far down are drawn late, but say their true place.
  await table.evaluate((element) => element.scrollTo(0, 100 * 32));
  const far = page.getByRole("row").filter({ has: cell(page, places[104]?.id ?? 0, "name") });
  await expect(far).toHaveAttribute("aria-rowindex", "106");
  // Another order is another list, which begins at its top.
  const byName = page.getByRole("button", { name: "Name", exact: true });
  const header = page.getByRole("columnheader", { name: "Name" });
  const top = page.locator('[role=row][aria-rowindex="2"]');
  await byName.press("Enter");
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect(top).toBeInViewport();
  await byName.press("Enter");
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await byName.press("Enter");
  await expect(header).not.toHaveAttribute("aria-sort");
  await expect(top).toBeInViewport();
  const indices = await page
    .locator('[role=row][aria-rowindex="2"] > [role=gridcell]')
    .evaluateAll((cells) => cells.map((each) => Number(each.getAttribute("aria-colindex"))));
  expect(indices).toEqual(Array.from({ length: columns }, (_, i) => i + 1));

  // One stop for Tab; what can't be edited says so.
  const first = cell(page, places[0]?.id ?? 0, "name");
  await expect(page.locator("[data-cell][tabindex='0']")).toHaveCount(1);
  await expect(cell(page, places[0]?.id ?? 0, "geoname_id")).toHaveAttribute("aria-readonly", "true");
  await expect(first).not.toHaveAttribute("aria-readonly");
  await expect(page.locator("[data-fill-handle]")).toHaveCount(0);

  await first.focus();
  await page.keyboard.press("Space");
  const row = page.getByRole("row").nth(1);
  await expect(row).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("region", { name: "Selection" })).toBeVisible();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator("[data-cell][aria-selected=true]")).toHaveCount(2);
  const said = page.locator("[aria-live=polite].sr-only").filter({ hasText: /./ });
  await expect(said).toHaveText("2 rows by 1 column, 2 cells selected.");
  await expect(page.locator("[data-fill-handle]")).toHaveCount(1);

  await page.keyboard.press("Escape");
  await cell(page, places[0]?.id ?? 0, "region").click();
  await page.keyboard.type("K1");
  await page.keyboard.press("Enter");
  await expect(said).toHaveText("Region saved.");
  expect(await sql`select region from places where geoname_id = ${places[0]?.id ?? 0}`).toEqual([{ region: "K1" }]);
  await cell(page, places[0]?.id ?? 0, "country").click();
  await page.keyboard.type("Slovakia");
  await page.keyboard.press("Enter");
  await expect(said).toHaveText(/^Country was not saved\. Breaks the rule/);
  const refused = cell(page, places[0]?.id ?? 0, "country");
  await expect(refused).toHaveAttribute("aria-invalid", "true");
  await expect(refused.getByRole("alert")).toContainText("Not saved.");
});
