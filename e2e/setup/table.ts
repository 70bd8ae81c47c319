import { expect, type Page } from "@playwright/test";

/** The table page of `places` (or another table) with one rule, as a link to it would open it. */
export async function openFiltered(
  page: Page,
  table: string,
  ...rules: { column: string; operator: string; value?: unknown }[]
) {
  const filter = rules.length > 0 ? `?filter=${encodeURIComponent(JSON.stringify({ join: "and", rules }))}` : "";
  await page.goto(`/tables/${table}${filter}`);
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
}

export const grid = (page: Page) => page.getByRole("grid");

/** The cell of a record, named by its label, in a column, named by its header. */
export function cell(page: Page, recordId: string | number, column: string) {
  return page.locator(`[data-cell="${recordId}/${column}"]`);
}

export const rowOf = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("checkbox", { name: `Select ${name}`, exact: true }) });

/** Adds a rule through the filter button. */
export async function addFilter(page: Page, column: string, comparison: string, value?: string) {
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Add a filter" });
  await choose(page, form.getByLabel("Column", { exact: true }), column);
  await choose(page, form.getByLabel("Comparison"), comparison);
  if (value !== undefined) await form.getByLabel(/^(Value|Text)$/).fill(value);
  await form.getByRole("button", { name: "Add filter" }).click();
}

/** Picks an option of one of our selects. */
export async function choose(page: Page, select: ReturnType<Page["locator"]>, option: string) {
  await select.click();
  await page.getByRole("option", { name: option, exact: true }).click();
  // While it closes, its options can still be found.
  await expect(page.getByRole("listbox")).toHaveCount(0);
}

/** Adds a column to the change in the bulk sheet; operands by the names of their fields. */
export async function changeColumn(
  page: Page,
  column: string,
  operation: string,
  operands: Record<string, string> = {},
) {
  const sheet = page.getByRole("dialog", { name: /^(Edit|Counting)/ });
  await choose(page, sheet.getByRole("combobox", { name: /olumn to change$/ }), column);
  const block = sheet.getByRole("group", { name: `Change of ${column}`, exact: true });
  await choose(page, block.getByRole("combobox", { name: `What to do with ${column}` }), operation);
  for (const [name, value] of Object.entries(operands)) {
    const field = block.getByLabel(name, { exact: true });
    if (await field.evaluate((element) => element.tagName === "BUTTON")) await choose(page, field, value);
    else await field.fill(value);
  }
}
