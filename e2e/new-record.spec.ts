import { expect, test } from "./setup/test";
import { openFiltered } from "./setup/table";
import { addEditor } from "./setup/tasks";

test("a new record is added with its defaults, what is wrong is said at the field, and undo takes it away", async ({
  page,
  login,
  sql,
}) => {
  await addEditor(sql, "Adder");
  await login(page, "adder");
  await openFiltered(page, "customers", { column: "id", operator: "startsWith", value: "ZZ-" });
  await page.getByRole("button", { name: "New record" }).click();
  const sheet = page.getByRole("dialog", { name: "New record" });
  await sheet.getByRole("button", { name: "Add 1 record" }).click();
  await expect(sheet.getByText("Name must not be empty.")).toBeVisible();

  await sheet.getByLabel(/^Id/).fill("ZZ-1");
  await sheet.getByLabel(/^Name/).fill("=Zoë & sons");
  await sheet.getByLabel(/^Segment/).click();
  await page.getByRole("option", { name: "Corporate" }).click();
  await sheet.getByLabel(/^Credit limit/).fill("-5");
  await sheet.getByRole("button", { name: "Add 1 record" }).click();
  await expect(sheet.getByText("Breaks the rule “credit limit not negative”.")).toBeVisible();
  expect(await sql`select from customers where id = 'ZZ-1'`).toHaveLength(0);

  await sheet.getByLabel(/^Credit limit/).fill("1,250.5");
  await sheet.getByRole("button", { name: "Add 1 record" }).click();
  await expect(sheet).toBeHidden();
  const [row] = await sql`select name, segment, active, credit_limit, preferences from customers where id = 'ZZ-1'`;
  expect(row).toEqual({
    name: "=Zoë & sons",
    segment: "Corporate",
    active: true,
    credit_limit: "1250.50",
    preferences: {},
  });
  await expect(page.getByRole("grid").getByText("=Zoë & sons")).toBeVisible();

  const toast = page.getByRole("dialog", { name: "Customers · added 1 record" });
  await expect(toast).toContainText("1 saved");
  await toast.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Undo 1 / }).click();
  await expect.poll(async () => (await sql`select from customers where id = 'ZZ-1'`).length).toBe(0);
});

test("a viewer is offered no new record", async ({ page, login }) => {
  await login(page, "viewer");
  await openFiltered(page, "customers");
  await expect(page.getByRole("button", { name: "New record" })).toHaveCount(0);
});
