import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ADMIN_PAGES } from "./setup/admin-pages";
import { cell, grid, openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";
import { expect, test } from "./setup/test";

// Few rows are as good as many, and axe looks at every cell.
test.use({ viewport: { width: 1280, height: 480 } });

const COUNTRY = { column: "country", operator: "is", value: "HR" };

/** What axe finds serious or critical, as "rule: element" lines that say enough to mend it. */
async function findings(page: Page, within: string, rules: string[] | null): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include(within);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

/** Everything in the light; in the dark only what the theme changes. */
async function inBothThemes(page: Page, within = "html"): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // What is about to be replaced is quieter for a moment.
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(page.locator("html")).toHaveClass(colorScheme === "dark" ? /dark/ : /light/);
    const rules = colorScheme === "dark" ? ["color-contrast"] : null;
    expect(await findings(page, within, rules), colorScheme).toEqual([]);
  }
}

test("axe finds nothing serious on the sign-in page", async ({ page }) => {
  await page.goto("/sign-in");
  await inBothThemes(page);
});

test("axe finds nothing serious on the table page, with a range, selected records and an open editor", async ({
  page,
  login,
  sql,
}) => {
  test.slow();
  await login(page, "editor");
  const [place] = await sql<[{ id: number }]>`
    select geoname_id as id from places where country = 'HR' order by geoname_id limit 1`;
  await openFiltered(page, "places", COUNTRY);
  await cell(page, place.id, "region").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Space");
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(grid(page).getByRole("textbox")).toBeVisible();
  await inBothThemes(page);
});

test("axe finds nothing serious in the record drawer, the list of keys and the bulk sheet", async ({
  page,
  login,
  sql,
}) => {
  test.slow();
  await login(page, "editor");
  const [place] = await sql<[{ id: number; name: string }]>`
    select geoname_id as id, name from places where country = 'HR' order by geoname_id limit 1`;
  await openFiltered(page, "places", COUNTRY);
  await cell(page, place.id, "region").click();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: place.name }).getByRole("heading", { name: "History" })).toBeVisible();
  await inBothThemes(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await expect(cell(page, place.id, "region")).toBeFocused();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await inBothThemes(page, "[role=dialog]");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toHaveCount(0);

  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Edit…" }).click();
  await expect(page.getByRole("dialog", { name: /^Edit 1 / })).toBeVisible();
  await inBothThemes(page, "[role=dialog]");
});

test("axe finds nothing serious on the list of tasks, on the page of one, and on the settings", async ({
  page,
  login,
  sql,
}) => {
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
  await expect(page.getByRole("region", { name: "Notifications" })).toBeVisible();
  await inBothThemes(page);
  await page.goto("/settings");
  await expect(page.getByRole("heading", { name: "Notifications" })).toBeVisible();
  await inBothThemes(page);
});

test("axe finds nothing serious on the admin pages, and in the dialog that limits a task", async ({
  page,
  login,
  sql,
}) => {
  test.slow();
  await login(page, "admin");
  await sql`
    insert into swath.bulk_tasks (id, actor_id, table_name, operation, change_text, filter_text, selection, state, backend, total, error_policy)
    select '019ab0de-0000-7000-8000-00000000a11e', id, 'places', 'update', 'held for axe', 'no records', '{"kind":"records","ids":[]}', 'paused', 'polling', 10, 'skip_failed'
    from swath.users where email = 'admin@swath.local'`;
  for (const path of ADMIN_PAGES) {
    await page.goto(path);
    await expect(page.getByRole("navigation", { name: "Admin" })).toBeVisible();
    if (path === "/admin/tables") await page.getByText(/settings in force/).click();
    await inBothThemes(page, "main");
  }
  await page.goto("/admin/tables/places");
  await page.getByRole("button", { name: "Change the column Population" }).click();
  await inBothThemes(page);
  await page.goto("/tasks/019ab0de-0000-7000-8000-00000000a11e");
  await page.getByRole("button", { name: "Limit…" }).click();
  await inBothThemes(page);
  await sql`delete from swath.bulk_tasks where change_text = 'held for axe'`;
});
