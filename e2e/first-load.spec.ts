import type { Locator, Page } from "@playwright/test";
import { firstLoadModules } from "../scripts/first-load.mjs";
import { grid, openFiltered } from "./setup/table";
import { expect, test } from "./setup/test";

/** Of the table page, compressed, in bytes. */
const BUDGET = 256_000;

test("the table page's first load stays within its budget", async ({ page, login }) => {
  await login(page, "editor");
  await page.goto("/tables/places");
  await page.locator("[data-cell]").first().waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("swath:warm-up").length > 0);
  const bytes = await page.evaluate(() => {
    const until = performance.getEntriesByName("swath:warm-up")[0]?.startTime ?? 0;
    return (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name, startTime }) => /\.js(\?|$)/.test(name) && startTime < until)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
  test.info().annotations.push({ type: "first load", description: `${(bytes / 1000).toFixed(1)} kB` });
  // Something was measured at all.
  expect(bytes).toBeGreaterThan(BUDGET / 2);
  if (bytes <= BUDGET) return;
  test.setTimeout(600_000);
  const largest = firstLoadModules().slice(0, 25);
  const list = largest.map(({ module, kB }) => `${kB.toFixed(1).padStart(6)} kB  ${module}`).join("\n");
  expect(bytes, `The largest modules of the first load:\n${list}\n`).toBeLessThanOrEqual(BUDGET);
});

test.describe("while what loads later is still on its way", () => {
  test("a pressed key is not lost: what was typed is saved, and the keys after it go on from there", async ({
    page,
    login,
    sql,
  }) => {
    const arrive = await openWithout(page, login);
    const [first, second] = [region(page, 0), region(page, 1)];
    await first.click();
    await page.keyboard.type("Abc");
    await expect(first.getByRole("textbox")).toHaveValue("Abc");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Def");
    await page.keyboard.press("Enter");
    arrive();
    await expect(first).toHaveText("Abc");
    await expect(second).toHaveText("Def");
    const stored = async () => {
      const rows = await sql<{ region: string }[]>`select region from places where country = 'LI'`;
      return rows.map((row) => row.region).filter((text) => text === "Abc" || text === "Def");
    };
    await expect.poll(async () => (await stored()).toSorted()).toEqual(["Abc", "Def"]);
  });

  for (const [kind, column, keys, value] of [
    ["a date", "surveyed_on", "2024-12-31", "2024-12-31"],
    ["a list", "tags", "alpha, beta", "{alpha,beta}"],
  ] as const)
    test(`nor is one that goes into ${kind}, from the first on`, async ({ page, login, sql }) => {
      await sql`update places set surveyed_on = null, tags = '{}' where country = 'LI'`;
      const arrive = await openWithout(page, login);
      await cellOf(page, column, 0).click();
      await page.keyboard.type(keys);
      await page.keyboard.press("Tab");
      arrive();
      const stored = () => sql`
        select count(*)::int as n from places
        where country = 'LI' and coalesce(surveyed_on::text, tags::text) = ${value}`;
      await expect.poll(async () => (await stored())[0]?.n).toBe(1);
    });

  test("what is typed goes into its own cell, also where one clicks another before the editor is there", async ({
    page,
    login,
    sql,
  }) => {
    await sql`update places set surveyed_on = null, tags = '{}', region = 'before' where country = 'LI'`;
    const arrive = await openWithout(page, login);
    await cellOf(page, "surveyed_on", 0).click();
    await page.keyboard.type("2024-12-31");
    await page.keyboard.press("Enter");
    await cellOf(page, "tags", 1).click();
    await page.keyboard.type("alpha, beta");
    await region(page, 2).click();
    await page.keyboard.type("last");
    await page.keyboard.press("Enter");
    arrive();
    const stored = () => sql`
      select surveyed_on::text as day, tags, region from places
      where country = 'LI' and (surveyed_on is not null or tags <> '{}' or region <> 'before')
      order by geoname_id`;
    await expect
      .poll(async () => [...(await stored())])
      .toEqual([
        { day: "2024-12-31", tags: [], region: "before" },
        { day: null, tags: ["alpha", "beta"], region: "before" },
        { day: null, tags: [], region: "last" },
      ]);
  });

  test("a choice lands by its first letters, and what is none of them stays where it was typed", async ({
    page,
    login,
    sql,
  }) => {
    await sql`update places set status = 'new', capital = false where country = 'LI'`;
    const arrive = await openWithout(page, login);
    await cellOf(page, "status", 0).click();
    await page.keyboard.type("rev");
    await page.keyboard.press("Enter");
    await page.keyboard.type("dis");
    await page.keyboard.press("Tab");
    await page.keyboard.type("y");
    await page.keyboard.press("Tab");
    await cellOf(page, "status", 2).click();
    await page.keyboard.type("unheard of");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Must be one of: new, reviewed, disputed, closed.")).toBeVisible();
    await expect(page.getByRole("combobox", { name: /^Status of/ })).toHaveValue("unheard of");
    arrive();
    const stored = () => sql`
      select status, capital from places
      where country = 'LI' and status <> 'new'
      order by geoname_id`;
    await expect
      .poll(async () => [...(await stored())])
      .toEqual([
        { status: "reviewed", capital: false },
        { status: "disputed", capital: true },
      ]);
  });

  test("the search for a record goes on with what was typed before its list was there", async ({
    page,
    login,
    sql,
  }) => {
    await sql`insert into customers (id, name, segment) values ('EARLY-1', 'Early Customer', 'Consumer')`;
    await sql`
      insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
      select 'EARLY-1', min(id), '2024-01-05', 'First Class', 'Bonn', 'NRW', 'West' from customers where id <> 'EARLY-1'`;
    try {
      const arrive = await openWithout(page, login, "orders", { column: "id", operator: "is", value: "EARLY-1" });
      await cellOf(page, "customer_id", 0).click();
      await page.keyboard.type("early cus");
      // Nothing is found yet.
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.type("tomer");
      arrive();
      await expect(page.getByRole("option", { name: "Early Customer" })).toHaveAttribute("data-highlighted", "");
      await expect(page.getByRole("combobox", { name: /^Customer of/ })).toHaveValue("early customer");
      await page.keyboard.press("Enter");
      await expect(cellOf(page, "customer_id", 0)).toHaveText("Early Customer");
    } finally {
      await sql`delete from orders where id = 'EARLY-1'`;
      await sql`delete from customers where id = 'EARLY-1'`;
    }
  });

  test("a list that is still on its way takes letters, and opens when it is there", async ({ page, login, sql }) => {
    await sql`update places set status = 'new' where country = 'LI'`;
    const arrive = await openWithout(page, login);
    const status = cellOf(page, "status", 0);
    await status.dblclick();
    await expect(status.getByRole("option")).toHaveText(["new", "reviewed", "disputed", "closed"]);
    arrive();
    await expect(status.getByRole("option")).toHaveCount(0);
    await page.getByRole("option", { name: "closed" }).click();
    await expect(status).toHaveText("closed");
  });

  test("Escape takes a waiting editor back, and nothing is written", async ({ page, login }) => {
    const arrive = await openWithout(page, login);
    const first = region(page, 0);
    const before = (await first.textContent()) ?? "";
    await first.click();
    await page.keyboard.type("Xyz");
    await page.keyboard.press("Escape");
    arrive();
    await expect(first).toHaveText(before);
    await expect(first).toBeFocused();
  });

  test("a button looks pressed at once, and what it opens comes after", async ({ page, login }) => {
    const arrive = await openWithout(page, login);
    const sort = page.getByRole("button", { name: "Sort", exact: true });
    await sort.click();
    await expect(sort).toHaveAttribute("aria-expanded", "true");
    await expect(sort).toHaveAttribute("aria-busy", "true");
    arrive();
    await expect(page.getByRole("dialog", { name: "Sort" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Sort" })).toHaveCount(0);
    await expect(sort).toBeFocused();
  });
});

/** The table page with no idle moments and no code but that of its first load; answers what lets the rest in. */
async function openWithout(
  page: Page,
  login: (page: Page, who: "editor") => Promise<void>,
  table = "places",
  rule = { column: "country", operator: "is", value: "LI" },
): Promise<() => void> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await login(page, "editor");
  await openFiltered(page, table, rule);
  await page.waitForFunction(() => performance.getEntriesByName("swath:warm-up").length > 0);
  let arrive = (): void => {};
  const gate = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/_next/static/chunks/**", async (route) => {
    await gate;
    await route.continue();
  });
  return arrive;
}

const cellOf = (page: Page, column: string, row: number): Locator =>
  grid(page).locator(`[data-cell$="/${column}"]`).nth(row);
const region = (page: Page, row: number) => cellOf(page, "region", row);
