import { cell, openFiltered } from "./setup/table";
import { expect, test } from "./setup/test";

const COUNTRY = { column: "country", operator: "is", value: "SI" };

test("a record opens beside the grid, is edited there, and goes back to what it was", async ({ page, sql, login }) => {
  await login(page, "editor");
  const [place] = await sql<[{ id: number; name: string; region: string }]>`
    update places set region = 'S1', status = 'new' where geoname_id =
      (select min(geoname_id) from places where country = 'SI') returning geoname_id as id, name, region`;
  await sql`delete from swath.record_changes where ${String(place.id)} = any(record_ids)`;
  const now = async () => (await sql`select region, status from places where geoname_id = ${place.id}`)[0];
  await openFiltered(page, "places", COUNTRY);
  await cell(page, place.id, "name").hover();
  await page.getByRole("button", { name: `Open ${place.name}`, exact: true }).click();
  const drawer = page.getByRole("dialog", { name: place.name });
  await expect(page).toHaveURL(/record=/);
  await expect(drawer.getByText("Nothing was changed here")).toBeVisible();

  await drawer.getByLabel("Region").fill("R9");
  await drawer.getByLabel("Feature").click();
  await expect.poll(now).toMatchObject({ region: "R9" });
  await expect(cell(page, place.id, "region")).toHaveText("R9");
  await drawer.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "reviewed" }).click();
  await expect.poll(now).toMatchObject({ region: "R9", status: "reviewed" });
  const history = drawer.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").first()).toContainText(/Status.*new.*reviewed/);
  await expect(history.getByRole("listitem")).toHaveCount(3);

  await history.getByRole("listitem").nth(2).getByRole("button", { name: "Revert to here" }).click();
  await expect.poll(now).toEqual({ region: place.region, status: "new" });
  await expect(history.getByRole("listitem")).toHaveCount(4);
  await expect(cell(page, place.id, "region")).toHaveText(place.region);
  await expect(drawer.getByLabel("Region")).toHaveValue(place.region);
  const rows = await sql`
    select before, after from swath.record_history where record_id = ${String(place.id)} order by at desc limit 1`;
  expect(rows[0]).toEqual({
    before: { region: "R9", status: "reviewed" },
    after: { region: place.region, status: "new" },
  });
});

test("Ctrl+Enter opens the record of the active cell, Escape leads back to the cell; a link opens it as well", async ({
  page,
  sql,
  login,
}) => {
  await login(page, "editor");
  const [place] = await sql<[{ id: number; name: string }]>`
    select geoname_id as id, name from places where country = 'SI' order by geoname_id offset 1 limit 1`;
  await openFiltered(page, "places", COUNTRY);
  await cell(page, place.id, "country").click();
  await page.keyboard.press("Control+Enter");
  const drawer = page.getByRole("dialog", { name: place.name });
  await expect(drawer).toBeVisible();
  const link = page.url();
  // Too long a country is refused where it stands, and nothing is written.
  await drawer.getByLabel("Country").fill("Slovenia");
  await drawer.getByLabel("Country").press("Enter");
  await expect(drawer.getByRole("alert")).toContainText("Not saved. Breaks the rule");
  await expect(drawer.getByLabel("Country")).toHaveValue("SI");
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(page).not.toHaveURL(/record=/);
  await expect(cell(page, place.id, "country")).toBeFocused();

  await page.goto(link);
  await expect(page.getByRole("dialog", { name: place.name })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/tables/places?record=nothing");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("There is no such record in Places.");
  // An answer is not asked for twice.
  expect(asked.filter((path) => path === "/api/tables/places/record")).toHaveLength(1);
});

test("a viewer reads a record and its history, and finds nothing to change", async ({ page, sql, login }) => {
  await login(page, "viewer");
  const [place] = await sql<[{ id: number; name: string }]>`
    select geoname_id as id, name from places where country = 'SI' order by geoname_id limit 1`;
  await page.goto(`/tables/places?record=${place.id}`);
  const drawer = page.getByRole("dialog", { name: place.name });
  await expect(drawer.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(drawer.getByRole("textbox")).toHaveCount(0);
  await expect(drawer.getByRole("button", { name: "Revert to here" })).toHaveCount(0);
});
