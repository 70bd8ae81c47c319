import type { Page, Route } from "@playwright/test";
import { cell, changeColumn, openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";
import { expect, test } from "./setup/test";

// Somebody of its own: others' toasts would lie over the page.
test.beforeAll(({ sql }) => addEditor(sql, "Gwen"));
test.beforeEach(({ page, login }) => login(page, "gwen"));

const isAction = (route: Route) => route.request().headers()["next-action"] !== undefined;

/** Server actions get no answer, or that of another build. Answers what lets them through again. */
async function withoutActions(page: Page, how: "unreachable" | "older build"): Promise<() => Promise<void>> {
  const handle = (route: Route) => {
    if (!isAction(route)) return route.fallback();
    if (how === "unreachable") return route.abort("connectionrefused");
    return route.fulfill({
      status: 404,
      headers: { "x-nextjs-action-not-found": "1" },
      body: "Server action not found.",
    });
  };
  await page.route("**/*", handle);
  return () => page.unroute("**/*", handle);
}

async function openTwo(page: Page): Promise<void> {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "GE" });
  for (const row of [1, 2]) await page.getByRole("row").nth(row).getByRole("checkbox").click();
}

const sheet = (page: Page) => page.getByRole("dialog").filter({ hasText: "2 selected records" });

test("the server is away: the bulk sheet says so, keeps what was chosen, and goes on when it is back", async ({
  page,
}) => {
  await openTwo(page);
  const restore = await withoutActions(page, "unreachable");
  await page.getByRole("button", { name: "Edit…" }).click();
  await expect(sheet(page).getByRole("alert")).toContainText("The server could not be reached.");
  await restore();
  await sheet(page).getByRole("button", { name: "Try again" }).click();
  await changeColumn(page, "Population", "add", { Number: "7" });
  await sheet(page).getByLabel("Comment (optional)").fill("half a sentence");
  await expect(sheet(page)).toContainText("2 will change");

  const again = await withoutActions(page, "unreachable");
  await sheet(page).getByRole("button", { name: "Update 2 records now" }).click();
  await expect(sheet(page).getByRole("alert")).toContainText("The connection was lost before an answer came.");
  await expect(sheet(page).getByLabel("Comment (optional)")).toHaveValue("half a sentence");
  await again();
  await sheet(page).getByRole("button", { name: "Update 2 records now" }).click();
  await expect(page.getByText("2 records changed.")).toBeVisible();
});

test("a cell that got no answer keeps what was typed for the next try", async ({ page, sql }) => {
  const [place] = await sql<[{ id: number }]>`select min(geoname_id) as id from places where country = 'GE'`;
  const at = cell(page, place.id, "region");
  await openFiltered(page, "places", { column: "geoname_id", operator: "is", value: place.id });
  const restore = await withoutActions(page, "unreachable");
  await at.click();
  await page.keyboard.type("typed once");
  await page.keyboard.press("Enter");
  await expect(at.getByRole("alert")).toContainText(
    "Not saved. The server could not be reached. What you typed is kept.",
  );
  await restore();
  await at.dblclick();
  await expect(at.getByRole("textbox")).toHaveValue("typed once");
  await page.keyboard.press("Enter");
  const stored = async () => (await sql`select region from places where geoname_id = ${place.id}`)[0]?.region;
  await expect.poll(stored).toBe("typed once");
  await expect(at.getByRole("alert")).toHaveCount(0);
});

test("an action of an older build says that a new version is here, and leaves when to reload to whoever types", async ({
  page,
}) => {
  await openTwo(page);
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "add", { Number: "7" });
  await sheet(page).getByLabel("Comment (optional)").fill("half a sentence");
  await expect(sheet(page)).toContainText("2 will change");
  await withoutActions(page, "older build");
  await sheet(page).getByRole("button", { name: "Update 2 records now" }).click();
  await expect(sheet(page).getByRole("alert")).toContainText("A new version is here. Reload the page.");
  await expect(page.locator("button", { hasText: /^Reload$/ }).first()).toBeVisible();
  await expect(sheet(page).getByLabel("Comment (optional)")).toHaveValue("half a sentence");
  await expect(page.getByText("2 selected", { exact: true })).toBeVisible();

  await page
    .locator("button", { hasText: /^Reload$/ })
    .first()
    .click();
  await expect(sheet(page)).toHaveCount(0);
});

test("signing out without a connection leaves the page as it is", async ({ page }) => {
  await openTwo(page);
  const restore = await withoutActions(page, "unreachable");
  await page.getByRole("button", { name: /account and theme/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are still signed in.").first()).toBeVisible();
  await expect(page.getByText("2 selected", { exact: true })).toBeVisible();
  await restore();
});

test("a page that asks for itself again and again stays while the server is away", async ({ page, sql }) => {
  await sql`update swath.users set role = 'admin' where email = 'gwen@swath.local'`;
  await page.clock.install();
  await page.goto("/admin/health");
  const heading = page.getByRole("heading", { level: 1, name: "Admin" });
  await expect(heading).toBeVisible();
  let refused = 0;
  await page.route("**/*", (route) => {
    if (route.request().url().endsWith("/api/health")) refused += 1;
    return route.abort("connectionrefused");
  });
  for (const times of [1, 2]) {
    await page.clock.fastForward(5_000);
    await expect.poll(() => refused).toBeGreaterThanOrEqual(times);
  }
  await expect(heading).toBeVisible();
});
