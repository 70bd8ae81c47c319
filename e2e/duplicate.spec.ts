import { expect, test } from "./setup/test";
import { cell, grid, openFiltered, rowOf } from "./setup/table";
import { addEditor } from "./setup/tasks";

test("a record is duplicated from its drawer under a key of its own, and an admin deletes and restores it", async ({
  page,
  sql,
  login,
}) => {
  await login(page, "admin");
  const [place] = await sql<[{ id: number; name: string; population: number; country: string }]>`
    select geoname_id as id, name, population, country from places where country = 'EE' order by geoname_id limit 1`;
  // Between the others: what is first and last in the table is what a test beside this one looks for.
  const [{ key }] = await sql<[{ key: number }]>`
    select id + 1 as key from (select geoname_id as id, lead(geoname_id) over (order by geoname_id) as next from places) p
    where next > id + 1 order by id limit 1`;
  const copy = async () => (await sql`select name, population, country from places where geoname_id = ${key}`)[0];
  await openFiltered(page, "places", { column: "country", operator: "is", value: "EE" });
  await cell(page, place.id, "country").click();
  await page.keyboard.press("Control+Enter");
  const drawer = page.getByRole("dialog", { name: place.name, exact: true });
  await drawer.getByRole("button", { name: "Duplicate…" }).click();
  const sheet = page.getByRole("dialog", { name: "Duplicate", exact: true });
  await expect(sheet.getByLabel(/^Country/)).toHaveValue("EE");
  await sheet.getByRole("button", { name: "Add 1 record" }).click();
  await expect(sheet.getByText("Id must not be empty.")).toBeVisible();
  await sheet.getByLabel(/^Id/).fill(String(key));
  await sheet.getByLabel(/^Name/).fill("Second Estonia");
  await sheet.getByRole("button", { name: "Add 1 record" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("dialog", { name: "Places · duplicated 1 record" })).toContainText("1 saved");
  expect(await copy()).toEqual({ name: "Second Estonia", population: place.population, country: "EE" });
  await expect(rowOf(page, "Second Estonia")).toBeVisible();

  await page.goto(`/tables/places?record=${key}`);
  await page.getByRole("dialog", { name: "Second Estonia" }).getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete 1 record now" }).click();
  await expect(page.getByRole("dialog", { name: "Second Estonia" })).toHaveCount(0);
  expect(await copy()).toBeUndefined();
  const toast = page.getByRole("dialog", { name: "Places · delete" });
  await expect(toast).toContainText("1 deleted");
  await toast.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Undo 1 / }).click();
  await expect.poll(copy).toMatchObject({ name: "Second Estonia" });
  await sql`delete from places where geoname_id = ${key}`;
});

test("selected records are duplicated as one task with preview and undo, where the table makes keys", async ({
  page,
  sql,
  login,
}) => {
  await addEditor(sql, "Doubler");
  await login(page, "doubler");
  const lines = () => sql<{ id: number }[]>`
    select id, product_id, quantity, sales::text, discount::text, profit::text from order_lines
    where order_id = 'US-2015-150630' order by id`;
  const before = await lines();
  await openFiltered(page, "order_lines", { column: "order_id", operator: "is", value: "US-2015-150630" });
  for (const row of [1, 3]) await page.getByRole("row").nth(row).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Duplicate…" }).click();
  const sheet = page.getByRole("dialog", { name: "Duplicate 2 records" });
  await expect(sheet.getByText("2 will be added")).toBeVisible();
  // By its name, not by the key that the record holds.
  const [product] = await sql<[{ name: string }]>`
    select p.name from products p join order_lines l on l.product_id = p.id where l.id = ${before[0]?.id ?? 0}`;
  await expect(sheet.getByRole("region", { name: "Records before and after" })).toContainText(product.name);
  await expect(sheet).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}/);
  expect(await lines()).toEqual(before);
  await sheet.getByRole("button", { name: "Add 2 records now" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("region", { name: "Selection" })).toHaveCount(0);
  const added = (await lines()).slice(before.length);
  const values = (line: object) => ({ ...line, id: 0 });
  expect(added.map(values)).toEqual([before[0], before[2]].map((line) => line && values(line)));
  expect(added.every(({ id }) => id > 9_994)).toBe(true);
  await expect(grid(page).getByRole("row")).toHaveCount(before.length + 3);

  const toast = page.getByRole("dialog", { name: "Order lines · duplicated 2 records" });
  await toast.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Undo 2 / }).click();
  await expect.poll(lines).toEqual(before);
});

test("who may not edit finds no duplicate and no delete; a table without keys of its own copies one by one", async ({
  page,
  sql,
  login,
}) => {
  const [place] = await sql<[{ id: number; name: string }]>`
    select geoname_id as id, name from places where country = 'EE' order by geoname_id limit 1`;
  await login(page, "viewer");
  await page.goto(`/tables/places?record=${place.id}`);
  const drawer = page.getByRole("dialog", { name: place.name, exact: true });
  await expect(drawer.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(drawer.getByRole("button", { name: /Duplicate|Delete/ })).toHaveCount(0);

  await page.context().clearCookies();
  await login(page, "editor");
  await page.goto(`/tables/places?record=${place.id}`);
  await expect(drawer.getByRole("button", { name: "Duplicate…" })).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Delete…" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("row").nth(1).getByRole("checkbox").click();
  await expect(page.getByRole("button", { name: "Edit…" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Duplicate…" })).toHaveCount(0);
});
