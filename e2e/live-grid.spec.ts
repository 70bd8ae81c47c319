import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { cell, openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";
import { expect, test } from "./setup/test";

/** The number on the quiet bar. It is of the whole table, which other test files change at the same time. */
async function changedOf(page: Page): Promise<number> {
  const [text = "0"] = await page.getByText(/records? changed$/).allTextContents();
  return Number.parseInt(text.replaceAll(",", ""), 10);
}

/** How many changes of places others than this task have made since then: the bar tells no more of them. */
async function changedByOthers(sql: postgres.Sql, task: string, since: Date): Promise<number> {
  const [row] = await sql<[{ n: number }]>`
    select count(*)::int as n from swath.record_history
    where table_name = 'places' and task_id is distinct from ${task}::uuid and at > ${since}`;
  return row.n;
}

/** From now on remembers each cell that flashes. */
async function watchFlashes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const flashed = new Set<string>();
    Object.assign(window, { flashed });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll(".animate-flash"))
        flashed.add(element.closest("[data-cell]")?.getAttribute("data-cell") ?? "");
    }).observe(document.body, { subtree: true, childList: true });
  });
}

const flashesOf = (page: Page) => page.evaluate(() => [...(window as unknown as { flashed: Set<string> }).flashed]);

test("a task of somebody else shows in the open grid: cells flash, rows stay until the reader refreshes", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Bulgarov");
  await login(page, "admin");
  const [{ n, first }] = await sql<[{ n: number; first: number }]>`
    select count(*)::int as n, min(geoname_id) as first from places where country = 'BG'`;
  // What was written shortly before the page was opened may be told after it.
  const since = new Date(Date.now() - 60_000);
  await openFiltered(
    page,
    "places",
    { column: "country", operator: "is", value: "BG" },
    { column: "status", operator: "is", value: "new" },
  );
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await watchFlashes(page);

  const task = await startTask("bulgarov", "BG", { status: { op: "set", value: "closed" } });
  await expect(cell(page, first, "status")).toHaveText("closed");
  const toldOfTask = async () => (await changedOf(page)) - (await changedByOthers(sql, task, since));
  await expect.poll(() => changedOf(page)).toBeGreaterThanOrEqual(n);
  expect(await toldOfTask()).toBeLessThanOrEqual(n);
  const flashed = await flashesOf(page);
  expect(flashed).toContain(`${first}/status`);
  expect(flashed.every((key) => key.endsWith("/status"))).toBe(true);

  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText("No record matches")).toBeVisible();
  // What others changed since then may stand there; what this task did was seen.
  await expect.poll(toldOfTask).toBeLessThanOrEqual(0);
});

test("an edit of one cell and a delete by somebody else show in the open grid, where they are", async ({
  page,
  browser,
  sql,
  login,
}) => {
  await addEditor(sql, "Moldovan");
  await sql`update swath.users set role = 'admin' where email = 'moldovan@swath.local'`;
  await login(page, "viewer");
  const [first, second, third] = await sql<{ id: number }[]>`
    select geoname_id as id from places where country = 'MD' and status = 'new' order by geoname_id limit 3`;
  const rules = [
    { column: "country", operator: "is", value: "MD" },
    { column: "status", operator: "is", value: "new" },
  ];
  await openFiltered(page, "places", ...rules);
  await expect(page.getByText("live", { exact: true })).toBeVisible();
  await watchFlashes(page);

  const theirs = await (await browser.newContext()).newPage();
  await login(theirs, "moldovan");
  await openFiltered(theirs, "places", ...rules);
  await cell(theirs, first?.id ?? 0, "region").click();
  await theirs.keyboard.type("ZZ");
  await theirs.keyboard.press("Enter");
  await expect(cell(page, first?.id ?? 0, "region")).toHaveText("ZZ");
  await expect.poll(() => changedOf(page)).toBeGreaterThanOrEqual(1);
  expect(await flashesOf(page)).toEqual([`${first?.id}/region`]);
  expect(await sql`select region from places where geoname_id = ${first?.id ?? 0}`).toEqual([{ region: "ZZ" }]);

  // It leaves the filter, and stays where the reader has it.
  await cell(theirs, second?.id ?? 0, "status").dblclick();
  await theirs.getByRole("option", { name: "closed" }).click();
  await expect(cell(page, second?.id ?? 0, "status")).toHaveText("closed");
  await expect.poll(() => changedOf(page)).toBeGreaterThanOrEqual(2);

  const rowIn = (of: Page) => of.getByRole("row").filter({ has: cell(of, third?.id ?? 0, "region") });
  await rowIn(theirs).getByRole("checkbox").check();
  await theirs.getByRole("button", { name: "Delete…" }).click();
  await theirs.getByRole("button", { name: /^Delete 1 record/ }).click();
  const deleted = rowIn(page);
  await expect(deleted).toContainText("gone");
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(deleted).toHaveCount(0);
  await expect(cell(page, second?.id ?? 0, "status")).toHaveCount(0);
  await expect(cell(page, first?.id ?? 0, "region")).toHaveText("ZZ");
  await theirs.context().close();
});
