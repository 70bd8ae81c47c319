import type postgres from "postgres";
import { expect, test } from "./setup/test";
import { choose, grid, openFiltered } from "./setup/table";

test("the bar sums up the selection by the database: listed records, all matching, and with exclusions", async ({
  page,
  login,
  sql,
}) => {
  await login(page, "editor");
  await openFiltered(page, "places", { column: "country", operator: "is", value: "CH" });
  const summary = page.getByRole("region", { name: "Selection" }).getByRole("group", { name: "Summary" });
  const expected = async (where: postgres.PendingQuery<postgres.Row[]>, column = "population", digits = 2) => {
    const [row] = await sql<[Record<string, string>]>`
      select sum(${sql(column)})::text as sum, trim_scale(round(avg(${sql(column)}), ${digits}))::text as average,
        min(${sql(column)})::text as min, max(${sql(column)})::text as max, count(distinct ${sql(column)})::text as distinct
      from places where country = 'CH' and ${where}`;
    const grouped = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
    return Object.entries(row).map(([name, value]) => `${name}${grouped(value)}`);
  };
  const shown = () => summary.locator("dl > div").allTextContents();

  await page.getByRole("row").nth(1).getByRole("checkbox").click();
  await page
    .getByRole("row")
    .nth(3)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const first = sql`geoname_id in (select geoname_id from places where country = 'CH' order by geoname_id limit 3)`;
  await expect.poll(shown).toEqual(await expected(first));

  await choose(page, summary.getByRole("combobox", { name: "Column of the summary" }), "Latitude");
  await expect.poll(shown).toEqual(await expected(first, "latitude", 7));

  await page.getByRole("button", { name: /^Select all .* matching$/ }).click();
  await choose(page, summary.getByRole("combobox", { name: "Column of the summary" }), "Population");
  await expect.poll(shown).toEqual(await expected(sql`true`));
  await page.getByRole("row").nth(1).getByRole("checkbox").click();
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  const rest = sql`geoname_id <> (select min(geoname_id) from places where country = 'CH')`;
  await expect.poll(shown).toEqual(await expected(rest));
});

test("the sums of the selection before are dimmed, and still readable, until the new ones have come", async ({
  page,
  login,
}) => {
  await login(page, "editor");
  await openFiltered(
    page,
    "places",
    { column: "country", operator: "is", value: "CH" },
    { column: "population", operator: "gte", value: 1_000 },
  );
  const sums = page.getByRole("group", { name: "Summary" }).locator("dl");
  const pick = (n: number) => page.getByRole("row").nth(n).getByRole("checkbox").click();
  await pick(1);
  await expect(sums).toHaveAttribute("aria-busy", "false");
  const before = (await sums.textContent()) ?? "";

  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/tables/places/summary", async (route) => {
    await held;
    await route.continue();
  });
  await pick(2);
  await expect(sums).toHaveAttribute("aria-busy", "true");
  await expect(sums.getByRole("definition").first()).toHaveCSS("font-style", "italic");
  await expect(sums).toHaveText(before);

  letGo();
  await expect(sums).toHaveAttribute("aria-busy", "false");
  await expect(sums.getByRole("definition").first()).toHaveCSS("font-style", "normal");
  await expect(sums).not.toHaveText(before);
});
