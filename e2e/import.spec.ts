import { openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";
import { expect, test } from "./setup/test";
import { textRows, workbookFile } from "@/lib/testing/workbook-file";

const COUNTRY = "ZX";
const HEADER = "Id;Name;Country;Feature;Population;Latitude;Longitude;Remark";

function file(name: string, lines: string[]) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`) };
}

test.beforeAll(async ({ sql }) => addEditor(sql, "Importer"));
test.afterAll(async ({ sql }) => void (await sql`delete from places where country = ${COUNTRY}`));

test("a file adds records: bad rows are named before, handed back after, and undo takes the rest away", async ({
  page,
  login,
  sql,
}) => {
  const count = async () => (await sql`select count(*)::int as n from places where country = ${COUNTRY}`)[0]?.n;
  const lines = Array.from({ length: 30 }, (_, i) => `${990_001 + i};Import ${i + 1};${COUNTRY};PPL;${i};1,5;2;r${i}`);
  lines[3] = `990004;Import 4;${COUNTRY};PPL;many;1,5;2;keep me`;
  await login(page, "importer");
  await openFiltered(page, "places", { column: "country", operator: "is", value: COUNTRY });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Import into Places" });
  await sheet.getByLabel("Choose a file").setInputFiles(file("towns.csv", [HEADER, ...lines]));
  await expect(sheet.getByRole("combobox", { name: "Feature goes to" })).toContainText("Feature");
  await expect(sheet.getByRole("combobox", { name: "Remark goes to" })).toContainText("left out");
  await sheet.getByRole("radio", { name: "Add every row as a new record" }).click();
  await sheet.getByRole("button", { name: "Check the file" }).click();
  await expect(sheet.getByText("Row 5", { exact: true })).toBeVisible();
  await expect(sheet.getByText("29 will be added").first()).toBeVisible();
  const preview = sheet.getByRole("region", { name: "Records before and after" });
  await expect(preview.getByText("new", { exact: true }).first()).toBeVisible();
  await expect(preview).not.toContainText("empty");
  expect(await count()).toBe(0);

  await sheet.getByRole("button", { name: "Add 29 records in the background" }).click();
  await expect.poll(count, { timeout: 30_000 }).toBe(29);
  const [place] = await sql`select name, population, latitude from places where geoname_id = 990003`;
  expect(place).toEqual({ name: "Import 3", population: 2, latitude: "1.50000" });

  const [task] = await sql<[{ id: string }]>`
    select id from swath.bulk_tasks where change_text = 'imported 30 records' order by id desc limit 1`;
  await page.goto(`/tasks/${task.id}`);
  const link = page.locator('a[href$="failed-rows.csv"]').first();
  const csv = await (await page.request.get((await link.getAttribute("href")) ?? "")).text();
  expect(csv.split("\r\n").slice(1, 2)).toEqual([
    `990004;Import 4;${COUNTRY};PPL;many;1,5;2;keep me;5;failed;Population;Must be a whole number between -2,147,483,648 and 2,147,483,647.`,
  ]);

  await page.getByRole("button", { name: "Undo 29…" }).click();
  await page.getByRole("button", { name: "Undo 29 records in the background" }).click();
  await expect.poll(count, { timeout: 30_000 }).toBe(0);
});

test("a file dropped on the page changes the records that it names", async ({ page, login, sql }) => {
  await sql`insert into places (geoname_id, name, country, feature_code, population, latitude, longitude)
    values (990101, 'Dropped', ${COUNTRY}, 'PPL', 1, 1, 1), (990102, 'Kept', ${COUNTRY}, 'PPL', 1, 1, 1)`;
  await login(page, "importer");
  await openFiltered(page, "places", { column: "country", operator: "is", value: COUNTRY });
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(
      new File(["Id,Population,Notes\n990101,77,=A1\n990199,5,\n"], "update.csv", { type: "text/csv" }),
    );
    return transfer;
  });
  // A browser sends it again and again while the file is over the page.
  await expect(async () => {
    await page.dispatchEvent("main", "dragover", { dataTransfer: data });
    await expect(page.getByText("Drop the file to import it into Places")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  const sheet = page.getByRole("dialog", { name: "Import into Places" });
  await sheet.getByRole("radio", { name: "Change the records that the rows name" }).click();
  await sheet.getByRole("button", { name: "Check the file" }).click();
  await expect(sheet.getByText("There is no record with the Id “990199”.").first()).toBeVisible();
  // Words apart: on a phone, lines break between them.
  await expect(sheet.getByRole("region", { name: "Records before and after" })).toContainText("Population 1 → 77");
  await sheet.getByRole("button", { name: "Update 1 record now" }).click();
  await expect(sheet).toBeHidden();
  await expect
    .poll(async () => (await sql`select population, notes from places where geoname_id = 990101`)[0])
    .toEqual({ population: 77, notes: "=A1" });
});

test("a sheet of a workbook is shown as it will be read before anything is sent, and its rows are added", async ({
  page,
  login,
  sql,
}) => {
  const rows = [
    ["Towns of the north"],
    [],
    ["Id", "Name", "Country", "Feature", "Population", "Latitude", "Longitude"],
    ["990301", "Sheet town", COUNTRY, "PPL", "7", "1.5", "2"],
    ["990302", "Other town", COUNTRY, "PPL", "7", "1.5", "2"],
    ["", "Total", "", "", "14", "3", "4"],
  ];
  const buffer = Buffer.from(workbookFile({ sheets: { Cover: { rows: "" }, Towns: { rows: textRows(rows) } } }));
  await login(page, "importer");
  await openFiltered(page, "places", { column: "country", operator: "is", value: COUNTRY });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Import into Places" });
  const choose = sheet.getByLabel("Choose a file");
  await choose.setInputFiles({ name: "old.xlsx", mimeType: "", buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) });
  await expect(sheet.getByText("This is an old Excel workbook (.xls)")).toBeVisible();

  await choose.setInputFiles({ name: "towns.xlsx", mimeType: "", buffer });
  await sheet.getByText("Read it another way").click();
  await sheet.getByRole("combobox", { name: "Sheet" }).click();
  await page.getByRole("option", { name: "Towns" }).click();
  const preview = sheet.getByRole("region", { name: "First rows of the file" });
  await expect(preview.getByRole("row", { name: "3 Id Name Country" })).toBeVisible();
  await expect(sheet.getByRole("textbox", { name: "Columns are named in row" })).toHaveValue("3");
  await sheet.getByRole("radio", { name: "Add every row as a new record" }).click();
  await sheet.getByRole("button", { name: "Check the file" }).click();
  await expect(
    sheet.getByText("The last row (row 6) looks like a total. To leave it out, read up to row 5."),
  ).toBeVisible();
  await expect(sheet.getByText("Id must not be empty.").first()).toBeVisible();
  await sheet.getByRole("button", { name: "Read the file another way" }).click();
  await sheet.getByText("Read it another way").click();
  await sheet.getByRole("textbox", { name: "Read up to row" }).fill("5");
  await sheet.getByRole("button", { name: "Check the file" }).click();
  await sheet.getByRole("button", { name: "Add 2 records now" }).click();
  await expect(sheet).toBeHidden();
  const added = await sql`select name from places where geoname_id in (990301, 990302) order by geoname_id`;
  expect(added.map(({ name }) => name)).toEqual(["Sheet town", "Other town"]);
});

test("a viewer is offered no import", async ({ page, login }) => {
  await login(page, "viewer");
  await openFiltered(page, "places", { column: "country", operator: "is", value: COUNTRY });
  await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
});
