import { changeColumn, choose, openFiltered } from "./setup/table";
import { addEditor, expectState } from "./setup/tasks";
import { expect, test } from "./setup/test";

const OF = "sub_category = 'Binders'";

test("an admin lets the web app run a table's tasks itself: one is carried out there, and undone", async ({
  page,
  browser,
  sql,
  login,
}) => {
  await login(page, "admin");
  await page.goto("/admin/tables");
  await page.getByRole("link", { name: "Settings of Products" }).click();
  const setting = page
    .getByRole("region", { name: "Bulk edits of Products" })
    .getByRole("row", { name: /Queue backend/ });
  await setting.getByRole("button", { name: /^Change/ }).click();
  await choose(page, page.getByRole("dialog").getByRole("combobox"), "inline");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(setting).toContainText("inline");

  await addEditor(sql, "Ines");
  const theirs = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(theirs, "ines");
  const before = await sql`select id, discontinued from products where ${sql.unsafe(OF)} order by id`;
  const n = before.length.toLocaleString("en");
  await openFiltered(theirs, "products", { column: "sub_category", operator: "is", value: "Binders" });
  await theirs.getByRole("checkbox", { name: "Select page" }).click();
  await theirs.getByRole("button", { name: `Select all ${n} matching` }).click();
  await theirs.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(theirs, "Discontinued", "toggle");
  await theirs.getByRole("button", { name: /^Update [\d,]+ records in the background$/ }).click();
  await theirs
    .getByRole("link", { name: /^View( status)?$/ })
    .first()
    .click();
  await expectState(theirs, "Done");
  const task = theirs.url().split("/").at(-1) ?? "";
  expect(
    await sql`select id, not discontinued as discontinued from products where ${sql.unsafe(OF)} order by id`,
  ).toEqual(before);
  const workers = await sql`select distinct worker from swath.bulk_chunks where task_id = ${task}`;
  for (const { worker } of workers) expect(worker).toMatch(/^web-/);

  await theirs.getByRole("button", { name: /^Undo [\d,]+…$/ }).click();
  await theirs.getByRole("button", { name: /^Undo [\d,]+ records in the background$/ }).click();
  await expect(theirs).not.toHaveURL(new RegExp(task));
  await expectState(theirs, "Done");
  expect(await sql`select id, discontinued from products where ${sql.unsafe(OF)} order by id`).toEqual(before);
  await theirs.close();

  await setting.getByRole("button", { name: /^Change/ }).click();
  await page.getByRole("button", { name: "Back to the default" }).click();
  await expect(setting).toContainText("default");
});
