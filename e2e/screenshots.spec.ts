import type { Browser, Page } from "@playwright/test";
import { expect, login, test } from "./setup/test";
import { changeColumn, openFiltered } from "./setup/table";

// Not a test: makes the pictures of the README (`npm run screenshots`).

interface Look {
  dark?: boolean;
  phone?: boolean;
}

async function open(browser: Browser, { dark, phone }: Look): Promise<Page> {
  const page = await browser.newPage({
    baseURL: process.env.SWATH_E2E_URL,
    colorScheme: dark ? "dark" : "light",
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    isMobile: phone,
    hasTouch: phone,
  });
  await login(page, "editor");
  return page;
}

const shoot = (page: Page, name: string) => page.screenshot({ path: `docs/images/${name}.png` });

async function prepareEdit(page: Page, country: string): Promise<void> {
  await openFiltered(page, "places", { column: "country", operator: "is", value: country });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("row").nth(3).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "change by %", { Percent: "3", "Round to a multiple of": "1" });
  await changeColumn(page, "Status", "set to", { Status: "reviewed" });
  await expect(page.getByRole("button", { name: /^Update .* in the background$/ })).toBeEnabled();
}

test.describe.configure({ mode: "serial" });

test("a bulk edit, before it is applied", async ({ browser }) => {
  const page = await open(browser, {});
  await prepareEdit(page, "US");
  await shoot(page, "bulk-edit");
});

test("the table page in the dark, and on a phone", async ({ browser }) => {
  const dark = await open(browser, { dark: true });
  await openFiltered(dark, "orders");
  await expect(dark.getByText("live", { exact: true })).toBeVisible();
  await shoot(dark, "table-dark");
  const phone = await open(browser, { phone: true });
  await openFiltered(phone, "places", { column: "country", operator: "is", value: "FR" });
  await phone.getByRole("row").nth(2).getByRole("checkbox").tap();
  await phone.getByRole("row").nth(4).getByRole("checkbox").tap();
  await expect(phone.getByRole("group", { name: "Summary" }).locator("dl[aria-busy=false]")).toBeVisible();
  await shoot(phone, "table-phone");
});

test("a task that has ended, some of its records refused", async ({ browser }) => {
  const page = await open(browser, {});
  await openFiltered(page, "places", { column: "country", operator: "is", value: "MX" });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Population", "add", { Number: "-500" });
  await page
    .getByText(/will be refused/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: /in the background$/ }).click();
  await page
    .getByRole("link", { name: /^View( status)?$/ })
    .first()
    .click();
  await page.getByText("Partly done", { exact: true }).first().waitFor({ timeout: 30_000 });
  await page.getByText("Breaks the rule").first().waitFor();
  await shoot(page, "task");
});
