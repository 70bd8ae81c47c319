import { randomUUID } from "node:crypto";
import { expect, test } from "./setup/test";
import { openFiltered } from "./setup/table";

test("deleting orders shows what goes with them, asks for the number, and everything comes back", async ({
  page,
  login,
  sql,
}) => {
  const orders = await sql`select to_jsonb(orders) as row from orders where id like 'US-2014-%' order by id`;
  const lines = () => sql`
    select to_jsonb(order_lines) as row from order_lines where order_id like 'US-2014-%' order by id`;
  const linesBefore = await lines();
  expect(orders.length).toBeGreaterThan(100);

  await login(page, "admin");
  await openFiltered(page, "orders", { column: "id", operator: "startsWith", value: "US-2014-" });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  const all = page.getByRole("button", { name: /^Select all/ });
  if (await all.isVisible()) await all.click();
  await page.getByRole("button", { name: "Delete…" }).click();
  const sheet = page.getByRole("dialog", { name: `Delete ${orders.length} orders` });
  await expect(sheet).toContainText(`${linesBefore.length} records of Order lines`);
  const button = sheet.getByRole("button", { name: `Delete ${orders.length} records in the background` });
  await expect(button).toBeDisabled();
  await sheet.getByLabel(/^Type \d+ to confirm$/).fill("7");
  await expect(button).toBeDisabled();
  await sheet.getByLabel(/^Type \d+ to confirm$/).fill(String(orders.length));
  await button.click();

  const left = async () => (await sql`select count(*)::int as n from orders where id like 'US-2014-%'`)[0]?.n;
  await expect.poll(left, { timeout: 30_000 }).toBe(0);
  expect(await lines()).toHaveLength(0);

  await page.goto("/tasks");
  await page
    .getByRole("link", { name: /Orders/ })
    .filter({ hasText: "delete" })
    .first()
    .click();
  // The list has buttons of the same name, of other people's tasks.
  await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
  await page.getByRole("article").getByRole("button", { name: /^Undo/ }).first().click();
  await page.getByRole("button", { name: new RegExp(`^Undo ${orders.length} `) }).click();
  await expect.poll(left, { timeout: 30_000 }).toBe(orders.length);
  expect(await sql`select to_jsonb(orders) as row from orders where id like 'US-2014-%' order by id`).toEqual(orders);
  await expect.poll(lines).toEqual(linesBefore);
});

test("a record that others refer to is not deleted, and the others are", async ({ page, login, sql }) => {
  // Nobody has ordered this product yet.
  await sql`
    insert into products (id, code, name, category, sub_category, list_price)
    values ('00000000-0000-7000-8000-000000000001', 'ZZ-1', 'Never ordered', 'Furniture', 'Chairs', 1)`;
  const [ordered] = await sql<[{ id: string; name: string }]>`
    select id, name from products where exists (select from order_lines where product_id = products.id) order by id limit 1`;
  await login(page, "admin");
  await openFiltered(page, "products", {
    column: "id",
    operator: "in",
    value: ["00000000-0000-7000-8000-000000000001", ordered.id],
  });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  const sheet = page.getByRole("dialog", { name: "Delete 2 products" });
  await sheet.getByRole("radio", { name: /skip it and go on/ }).click();
  await sheet.getByRole("button", { name: /^Delete .*now$/ }).click();
  await expect(sheet).toContainText("1 record deleted.");
  await expect(sheet).toContainText("1 failed");
  expect(
    await sql`select id from products where id in ('00000000-0000-7000-8000-000000000001', ${ordered.id})`,
  ).toEqual([{ id: ordered.id }]);
  await sheet.getByRole("link", { name: "See which and why" }).click();
  await expect(page.getByText(/still refer to this one/)).toBeVisible();
});

test("an editor is not offered to delete", async ({ page, login }) => {
  await login(page, "editor");
  await openFiltered(page, "orders");
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await expect(page.getByRole("button", { name: "Edit…" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete…" })).toHaveCount(0);
});

test("a deleted record is found from its task and from the audit log, with its history, and comes back", async ({
  page,
  browser,
  login,
  sql,
}) => {
  const id = randomUUID();
  await sql`
    insert into products (id, code, name, category, sub_category, list_price)
    values (${id}, ${id.slice(0, 8)}, 'Soon deleted', 'Furniture', 'Chairs', 12.5)`;
  const stored = () => sql`select name, list_price from products where id = ${id}`;
  await login(page, "admin");
  await page.goto(`/tables/products?record=${id}`);
  const drawer = page.getByRole("dialog", { name: "Soon deleted" });
  await drawer.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: /^Delete .*now$/ }).click();
  await expect.poll(stored).toEqual([]);
  const [task] = await sql<[{ id: string }]>`
    select task_id as id from swath.record_history
    where record_id = ${id} and after is null`;

  await page.goto(`/tasks/${task.id}`);
  await expect(page.getByText("None of its records is there any more")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Run again/ })).toHaveCount(0);
  await page.getByRole("tab", { name: /deleted/i }).click();
  await page.getByRole("link", { name: "Soon deleted" }).click();
  await expect(page).toHaveURL(/\/tables\/products\?record=/);
  await expect(drawer.getByText("Deleted", { exact: true })).toBeVisible();
  await expect(drawer).toContainText("By Demo admin");
  await expect(drawer).toContainText("12.50");
  await expect(drawer.getByRole("region", { name: "History" }).getByRole("listitem").first()).toContainText("Deleted.");

  // Everybody sees products, so everybody sees this; only who may undo the task is offered to.
  const viewer = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(viewer, "viewer");
  await viewer.goto(page.url());
  const theirs = viewer.getByRole("dialog", { name: "Soon deleted" });
  await expect(theirs).toContainText("To bring it back, the task that deleted it has to be undone");
  await expect(theirs.getByRole("button", { name: /^Restore/ })).toHaveCount(0);
  await viewer.close();

  await page.goto("/admin/audit?action=applied");
  const entry = page
    .getByRole("list", { name: "Audit log" })
    .getByRole("listitem")
    .filter({ has: page.locator(`a[href="/tasks/${task.id}"]`) });
  await entry.getByRole("link", { name: "History of the record" }).click();
  await drawer.getByRole("button", { name: "Restore it…" }).click();
  await page.getByRole("button", { name: /^Undo 1 record/ }).click();
  await expect.poll(stored).toEqual([{ name: "Soon deleted", list_price: "12.50" }]);
  await expect(drawer.getByLabel("Name", { exact: true })).toHaveValue("Soon deleted");
  await expect(drawer.getByRole("region", { name: "History" }).getByRole("listitem").first()).toContainText(
    "brought back by an undo",
  );
});

test("one of several deleted records is restored from the task, another from itself, and the whole undo brings the rest", async ({
  page,
  login,
  sql,
}) => {
  const mark = randomUUID().slice(0, 8);
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const name = (i: number) => `Many ${mark} ${i + 1}`;
  for (const [i, id] of ids.entries()) {
    await sql`
      insert into products (id, code, name, category, sub_category, list_price)
      values (${id}, ${`${mark}-${i + 1}`}, ${name(i)}, 'Furniture', 'Chairs', ${i + 1})`;
  }
  const names = async () =>
    (await sql`select name from products where id in ${sql(ids)} order by name`).map((row) => row.name as string);
  await login(page, "admin");
  await openFiltered(page, "products", { column: "code", operator: "startsWith", value: `${mark}-` });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete 3 records now" }).click();
  await expect.poll(names).toEqual([]);
  const [task] = await sql<[{ id: string }]>`
    select task_id as id from swath.record_history where record_id = ${ids[0]!} and after is null`;

  await page.goto(`/tasks/${task.id}`);
  await page.getByRole("checkbox", { name: `Choose ${name(1)}` }).click();
  const chosen = page.getByRole("region", { name: "Chosen records" });
  await expect(chosen).toContainText("1 record chosen");
  await chosen.getByRole("button", { name: "Restore 1 record…" }).click();
  const sheet = page.getByRole("dialog", { name: "Restore 1 record of Products" });
  await expect(sheet).toContainText("1 of its 3 records");
  await expect(sheet.getByText(name(1))).toBeVisible();
  await sheet.getByRole("button", { name: /^Undo 1 record/ }).click();
  await expect.poll(names).toEqual([name(1)]);
  await expect(page.getByRole("article")).toContainText("1 of the records changed by the task");

  await page.goto(`/tables/products?record=${ids[0]}`);
  const drawer = page.getByRole("dialog", { name: name(0) });
  await expect(drawer.getByRole("button", { name: "Restore all 3 of its task…" })).toBeVisible();
  await drawer.getByRole("button", { name: "Restore it…" }).click();
  await page.getByRole("button", { name: /^Undo 1 record/ }).click();
  await expect.poll(names).toEqual([name(0), name(1)]);

  await page.goto(`/tasks/${task.id}`);
  await expect(page.getByRole("region", { name: "Related tasks" })).toContainText("In part undone by");
  await page.getByRole("article").getByRole("button", { name: "Undo 3…" }).click();
  await page.getByRole("button", { name: /^Undo 1 record/ }).click();
  await expect.poll(names).toEqual([name(0), name(1), name(2)]);
  const [whole] = await sql`
    select state, changed, unchanged from swath.bulk_tasks where parent_id = ${task.id} order by id desc limit 1`;
  expect(whole).toEqual({ state: "succeeded", changed: 1, unchanged: 2 });
  await sql`delete from products where id in ${sql(ids)}`;
});
