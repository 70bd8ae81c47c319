import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { changeColumn, cell, grid, openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";
import { expect, test } from "./setup/test";

/** What axe finds serious or critical, as "rule: element" lines that say enough to mend it. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

async function inBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? /dark/ : /light/);
    expect(await findings(page), colorScheme).toEqual([]);
  }
}

test("axe finds nothing serious on the sign-in page", async ({ page }) => {
  await page.goto("/sign-in");
  await inBothThemes(page);
});

test("axe finds nothing serious on the table page, in the drawer, the keys and the bulk sheet", async ({
  page,
  login,
  sql,
}) => {
  test.slow();
  await login(page, "editor");
  const [place] = await sql<[{ id: number; name: string }]>`
    select geoname_id as id, name from places where country = 'HR' order by geoname_id limit 1`;
  await openFiltered(page, "places", { column: "country", operator: "is", value: "HR" });
  await inBothThemes(page);

  await cell(page, place.id, "region").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await expect(page.getByText("2 selected")).toBeVisible();
  await inBothThemes(page);

  await page.keyboard.press("Enter");
  await expect(grid(page).getByRole("textbox")).toBeVisible();
  await inBothThemes(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: place.name })).toBeVisible();
  await inBothThemes(page);
  await page.keyboard.press("Escape");
  await expect(cell(page, place.id, "region")).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await inBothThemes(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toHaveCount(0);

  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Region", "set", { Value: "H1" });
  await expect(page.getByText(/will change/)).toBeVisible();
  await inBothThemes(page);
});

test("axe finds nothing serious on the list of tasks and on the page of one", async ({ page, login, sql }) => {
  await addEditor(sql, "Axel");
  const id = await startTask("axel", "HR", {
    population: { op: "set", value: -1 },
    status: { op: "set", value: "closed" },
  });
  await login(page, "axel");
  await page.goto("/tasks");
  await expect(page.locator(`a[href="/tasks/${id}"]`).first()).toBeVisible();
  await inBothThemes(page);
  await page.goto(`/tasks/${id}`);
  await expect(page.getByText(/failed|refused/i).first()).toBeVisible();
  await inBothThemes(page);
});
