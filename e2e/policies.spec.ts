import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { expect, test } from "./setup/test";
import { changeColumn, openFiltered } from "./setup/table";

const sheet = (page: Page) => page.getByRole("dialog", { name: /^Edit / });

async function openSheet(page: Page, country: string): Promise<void> {
  await openFiltered(page, "places", { column: "country", operator: "is", value: country });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
}

const populations = (sql: postgres.Sql, country: string) => sql<{ id: number; population: number }[]>`
  select geoname_id as id, population from places where country = ${country} order by geoname_id`;

test("what is refused is skipped and listed with a reason; the rest is written", async ({ page, login, sql }) => {
  const before = await populations(sql, "PH");
  const bad = before.filter(({ population }) => population < 1_000);
  expect(bad.length).toBeGreaterThan(0);
  await login(page, "editor");
  await openSheet(page, "PH");
  await changeColumn(page, "Population", "add", { Number: "-1000" });
  await expect(sheet(page)).toContainText(`${(before.length - bad.length).toLocaleString("en")} will change`);
  await sheet(page)
    .getByRole("radio", { name: /skip it and go on/ })
    .click();
  await sheet(page)
    .getByRole("button", { name: /in the background$/ })
    .click();
  await page
    .getByRole("link", { name: /^View( status)?$/ })
    .first()
    .click();
  await expect(page.getByText("Partly done", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Breaks the rule “population not negative”.").first()).toBeVisible();
  expect(await populations(sql, "PH")).toEqual(
    before.map(({ id, population }) => ({ id, population: population < 1_000 ? population : population - 1_000 })),
  );
  const taskId = page.url().split("/").at(-1)!;
  const listed = await sql<{ id: number }[]>`
    select record_id::int as id from swath.record_outcomes where task_id = ${taskId} and outcome = 'failed' order by 1`;
  expect(listed.map(({ id }) => id)).toEqual(bad.map(({ id }) => id));
});

test("“change nothing at all” changes nothing at all when one record is refused", async ({ page, login, sql }) => {
  const before = await populations(sql, "IN");
  const least = Math.min(...before.map(({ population }) => population));
  await login(page, "editor");
  await openSheet(page, "IN");
  await changeColumn(page, "Population", "add", { Number: String(-least - 1) });
  await sheet(page).getByRole("radio", { name: "change nothing at all" }).click();
  await expect(sheet(page)).toContainText(/will be refused/);
  await expect(sheet(page).getByRole("button", { name: /^Update/ })).toBeDisabled();
  expect(await populations(sql, "IN")).toEqual(before);
});

test("a record that someone else changes after the selection is left to them, or overwritten by choice", async ({
  page,
  login,
  sql,
}) => {
  await login(page, "editor");
  for (const [choice, expected] of [
    [/leave it as they made it/, "theirs"],
    [/change it all the same/, "mine"],
  ] as const) {
    const [place] = await sql<[{ id: number }]>`
      select geoname_id as id from places where country = 'AU' order by geoname_id limit 1`;
    await openSheet(page, "AU");
    await changeColumn(page, "Notes", "set to", { Notes: `mine ${expected}` });
    await expect(sheet(page)).toContainText(/will change/);
    await sql`update places set notes = 'theirs' where geoname_id = ${place.id}`;
    await sheet(page).getByRole("radio", { name: choice }).click();
    await sheet(page)
      .getByRole("button", { name: /in the background$/ })
      .click();
    await expect
      .poll(
        async () =>
          (await sql`select count(*)::int as n from places where country = 'AU' and notes = ${`mine ${expected}`}`)[0]
            ?.n,
        { timeout: 30_000 },
      )
      .toBeGreaterThan(3_800);
    await expect
      .poll(async () => (await sql`select notes from places where geoname_id = ${place.id}`)[0]?.notes)
      .toBe(expected === "theirs" ? "theirs" : "mine mine");
  }
});
