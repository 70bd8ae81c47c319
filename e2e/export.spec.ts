import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "./setup/test";
import { grid, openFiltered } from "./setup/table";

test("the filtered table is downloaded as CSV, as it is shown, with all of its records", async ({
  page,
  login,
  sql,
}) => {
  await login(page, "viewer");
  await openFiltered(page, "places", { column: "country", operator: "is", value: "NZ" });
  await page.getByRole("button", { name: "Population", exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Population" })).toHaveAttribute("aria-sort", "ascending");
  const expected = await sql<{ id: number; name: string; population: number }[]>`
    select geoname_id as id, name, population from places where country = 'NZ' order by population, geoname_id`;

  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByText(`Export ${expected.length.toLocaleString("en")} matching`)).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^places-\d{4}-\d\d-\d\d\.csv$/);
  const rows = parse<Record<string, string>>(readFileSync(await download.path()), { columns: true, bom: true });
  expect(rows.map((row) => [row["Id"], row["Name"], row["Population"]])).toEqual(
    expected.map(({ id, name, population }) => [String(id), name, String(population)]),
  );
  expect(Object.keys(rows[0]!)).not.toContain("Generated");
  await expect(page.getByText(`${expected.length.toLocaleString("en")} records exported`)).toBeVisible();
});

test("a selection with exclusions is downloaded as an Excel file", async ({ page, login, sql }) => {
  await login(page, "editor");
  await openFiltered(page, "places", { column: "country", operator: "is", value: "LU" });
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'LU'`;
  await page.getByRole("checkbox", { name: "Select page" }).click();
  if (n > 200) await page.getByRole("button", { name: `Select all ${n} matching` }).click();
  await page.getByRole("row").nth(2).getByRole("checkbox").click();
  await expect(page.getByText(`${n - 1} selected`)).toBeVisible();

  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Export…" }).click();
  await page.getByRole("menuitemcheckbox", { name: "1 hidden column too" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Excel" }).click();
  const parts = unzipSync(readFileSync(await (await downloading).path()));
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]!);
  expect(sheet.match(/<row /g)).toHaveLength(n);
  expect(sheet).toContain(">Generated<");
});

test("a long export says how far it is, and can be cancelled", async ({ page, login }) => {
  await login(page, "viewer");
  await openFiltered(page, "places");
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  // A slow line, so that there is something to cancel.
  const devtools = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: 400_000, uploadThroughput: -1 };
  await devtools.send("Network.emulateNetworkConditions", slow);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "CSV" }).click();
  const line = page.getByRole("region", { name: "Export" });
  await expect(line).toContainText(/[1-9][\d,]* of 135,\d{3} records · \d/);
  await line.getByRole("button", { name: "Cancel export" }).click();
  await expect(line).toHaveCount(0);
  await expect(page.getByText("records exported")).toHaveCount(0);
});
