import { cell, openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";
import { expect, test } from "./setup/test";

test("a task of somebody else shows in the open grid: cells flash, rows stay until the reader refreshes", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Bulgarov");
  await login(page, "admin");
  const [{ n, first }] = await sql<[{ n: number; first: number }]>`
    select count(*)::int as n, min(geoname_id) as first from places where country = 'BG'`;
  await openFiltered(
    page,
    "places",
    { column: "country", operator: "is", value: "BG" },
    { column: "status", operator: "is", value: "new" },
  );
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await page.evaluate(() => {
    const flashed = new Set<string>();
    Object.assign(window, { flashed });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll(".animate-flash"))
        flashed.add(element.closest("[data-cell]")?.getAttribute("data-cell") ?? "");
    }).observe(document.body, { subtree: true, childList: true });
  });

  await startTask("bulgarov", "BG", { status: { op: "set", value: "closed" } });
  await expect(cell(page, first, "status")).toHaveText("closed");
  await expect(page.getByText(`${n.toLocaleString("en")} records changed`)).toBeVisible();
  const flashed = await page.evaluate(() => [...(window as unknown as { flashed: Set<string> }).flashed]);
  expect(flashed).toContain(`${first}/status`);
  expect(flashed.every((key) => key.endsWith("/status"))).toBe(true);

  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText("No record matches")).toBeVisible();
  await expect(page.getByText(/records changed/)).toHaveCount(0);
});
