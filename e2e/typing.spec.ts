import type { Page } from "@playwright/test";
import { cell, changeColumn, openFiltered } from "./setup/table";
import { expect, test } from "./setup/test";

const CUSTOMER = "TYPING-1";
const ORDER = "TYPING-1";

test.beforeEach(async ({ page, login, sql }) => {
  await sql`insert into customers (id, name, segment) values (${CUSTOMER}, 'Typed Customer', 'Consumer')`;
  await sql`
    insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
    values (${ORDER}, ${CUSTOMER}, '2024-01-05', 'First Class', 'Bonn', 'NRW', 'West')`;
  await login(page, "editor");
});

test.afterEach(async ({ sql }) => {
  await sql`delete from orders where id = ${ORDER}`;
  await sql`delete from customers where id = ${CUSTOMER}`;
});

const openCustomer = (page: Page) => openFiltered(page, "customers", { column: "id", operator: "is", value: CUSTOMER });
const openOrder = (page: Page) => openFiltered(page, "orders", { column: "id", operator: "is", value: ORDER });

async function typeInto(page: Page, id: string, column: string, text: string): Promise<void> {
  await cell(page, id, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

const editorOf = (page: Page) => page.locator("[data-cell-editor] :is(input:not([aria-hidden]), textarea)");

test("a day is typed as the cells show it, or day first with dots; what is none is refused", async ({ page, sql }) => {
  const stored = async () => (await sql`select order_date::text as day from orders where id = ${ORDER}`)[0]?.day;
  await openOrder(page);
  await typeInto(page, ORDER, "order_date", "2012-02-29");
  await expect(cell(page, ORDER, "order_date")).toHaveText("2012-02-29");
  await expect.poll(stored).toBe("2012-02-29");
  await typeInto(page, ORDER, "order_date", "31.12.2013");
  await expect(cell(page, ORDER, "order_date")).toHaveText("2013-12-31");
  await expect.poll(stored).toBe("2013-12-31");
  for (const wrong of ["2023-02-29", "1/2/2014", "tomorrow"]) {
    await typeInto(page, ORDER, "order_date", wrong);
    await expect(page.getByText("Must be a date like 2024-12-31.")).toBeVisible();
    // It stays where it was typed.
    await expect(editorOf(page)).toHaveValue(wrong);
    await page.keyboard.press("Escape");
  }
  expect(await stored()).toBe("2013-12-31");
});

test("a day is also chosen from the calendar", async ({ page, sql }) => {
  await openOrder(page);
  await cell(page, ORDER, "order_date").dblclick();
  await expect(editorOf(page)).toHaveValue("2024-01-05");
  await page.locator("[data-cell-editor] input[type=date]").fill("2024-03-01", { force: true });
  await expect(editorOf(page)).toHaveValue("2024-03-01");
  await editorOf(page).press("Enter");
  await expect
    .poll(async () => (await sql`select order_date::text as day from orders where id = ${ORDER}`)[0]?.day)
    .toBe("2024-03-01");
});

test("a time is typed as the cells show it, in UTC", async ({ page, sql }) => {
  await openOrder(page);
  await typeInto(page, ORDER, "deliver_by", "2026-03-29 02:30");
  await expect(cell(page, ORDER, "deliver_by")).toHaveText("2026-03-29 02:30:00");
  await expect
    .poll(async () => {
      const [row] =
        await sql`select deliver_by at time zone 'UTC' = '2026-03-29 02:30' as right from orders where id = ${ORDER}`;
      return row?.right;
    })
    .toBe(true);
});

test("a decimal comma is refused in words: it never makes a hundred times as much", async ({ page, sql }) => {
  const stored = async () => (await sql`select credit_limit from customers where id = ${CUSTOMER}`)[0]?.credit_limit;
  await openCustomer(page);
  await typeInto(page, CUSTOMER, "credit_limit", "1,234.56");
  await expect.poll(stored).toBe("1234.56");
  await typeInto(page, CUSTOMER, "credit_limit", "1234,56");
  await expect(page.getByText("Must be a number with a point before its decimals, like 1234.5.")).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await stored()).toBe("1234.56");

  await page.getByRole("checkbox", { name: "Select Typed Customer" }).click();
  await page.getByRole("button", { name: /^Edit/ }).click();
  await changeColumn(page, "Credit limit", "change by %", { Percent: "5,5" });
  const sheet = page.getByRole("dialog", { name: /^Edit/ });
  await expect(sheet.getByText("with a point before its decimals").first()).toBeVisible();
  await expect(sheet.getByRole("button", { name: /^Update/ })).toBeDisabled();
});

test("a long text keeps the order of its letters, and JSON its first key", async ({ page, sql }) => {
  const stored = async () => (await sql`select notes, preferences from customers where id = ${CUSTOMER}`)[0];
  await openCustomer(page);
  await typeInto(page, CUSTOMER, "notes", "hello world");
  await expect.poll(async () => (await stored())?.notes).toBe("hello world");
  await typeInto(page, CUSTOMER, "preferences", '{"tone": "calm"');
  await expect(page.getByText("Must be JSON.")).toBeVisible();
  expect((await stored())?.preferences).toEqual({});
  await page.keyboard.type("}");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await stored())?.preferences).toEqual({ tone: "calm" });
});

test("JSON keeps every digit where one of its members is changed", async ({ page, sql }) => {
  await sql`
    update customers set preferences = '{"a": 1, "ref": 1005254182451511297, "vat": 1.10}'::text::jsonb where id = ${CUSTOMER}`;
  const stored = async () => (await sql`select preferences::text as p from customers where id = ${CUSTOMER}`)[0]?.p;
  await openCustomer(page);
  await cell(page, CUSTOMER, "preferences").click();
  await page.keyboard.press("F2");
  await editorOf(page).fill((await editorOf(page).inputValue()).replace('"a": 1', '"a": 2'));
  await page.keyboard.press("Enter");
  await expect.poll(stored).toBe('{"a": 2, "ref": 1005254182451511297, "vat": 1.10}');
});

test("a text keeps its line breaks where its end is changed", async ({ page, sql }) => {
  const stored = async () => (await sql`select city from orders where id = ${ORDER}`)[0]?.city;
  for (const [before, after] of [
    ["ACME\nInc", "ACME\nInc."],
    ["ACME\r\nInc", "ACME\r\nInc."],
  ] as const) {
    await sql`update orders set city = ${before} where id = ${ORDER}`;
    await openOrder(page);
    await cell(page, ORDER, "city").click();
    await page.keyboard.press("F2");
    await expect(editorOf(page)).toHaveValue("ACME\nInc");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(".");
    await page.keyboard.press("Enter");
    await expect.poll(stored).toBe(after);
  }
});

test("a text that is too long is refused, not cut", async ({ page, sql }) => {
  await openOrder(page);
  await typeInto(page, ORDER, "postal_code", "12345678901");
  await expect(page.getByText("Must be at most 10 characters long.")).toBeVisible();
  await expect(editorOf(page)).toHaveValue("12345678901");
  await page.keyboard.press("Escape");
  expect((await sql`select postal_code from orders where id = ${ORDER}`)[0]?.postal_code).toBeNull();
});

test("Enter takes the record that was found for what is typed, and nothing before there is one", async ({
  page,
  sql,
}) => {
  await sql`insert into customers (id, name, segment) values ('TYPING-2', 'Wanted Customer', 'Consumer')`;
  try {
    const stored = async () => (await sql`select customer_id from orders where id = ${ORDER}`)[0]?.customer_id;
    await openOrder(page);
    await typeInto(page, ORDER, "customer_id", "wanted");
    // Enter came before the answer.
    await expect(page.getByRole("option", { name: "Wanted Customer" })).toHaveAttribute("data-highlighted", "");
    expect(await stored()).toBe(CUSTOMER);
    await page.keyboard.press("Enter");
    await expect(cell(page, ORDER, "customer_id")).toHaveText("Wanted Customer");
    await expect.poll(stored).toBe("TYPING-2");

    await typeInto(page, ORDER, "customer_id", "nobody at all");
    await expect(page.getByText("Nothing matches “nobody at all”.")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(editorOf(page)).toHaveValue("nobody at all");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(editorOf(page)).toHaveCount(0);
    expect(await stored()).toBe("TYPING-2");
  } finally {
    await sql`update orders set customer_id = ${CUSTOMER} where id = ${ORDER}`;
    await sql`delete from customers where id = 'TYPING-2'`;
  }
});
