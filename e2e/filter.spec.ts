import { expect, test } from "./setup/test";
import { cell, choose, grid, openFiltered } from "./setup/table";

test.beforeEach(({ page, login }) => login(page, "viewer"));

test("the builder edits the whole tree, and what it matches is what the database says", async ({ page, sql }) => {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "RO" });
  await page.getByRole("button", { name: "Advanced" }).click();
  const builder = page.getByRole("dialog", { name: "Filter Places" });
  await builder.getByRole("button", { name: "Add a group", exact: true }).click();
  const first = builder.getByRole("group", { name: "Rule 2.1" });
  await choose(page, first.getByLabel("Column", { exact: true }), "Population");
  await choose(page, first.getByLabel("Comparison"), "≥");

  await builder.getByRole("button", { name: "Add a rule in group 2" }).click();
  const second = builder.getByRole("group", { name: "Rule 2.2" });
  await second.getByLabel("Text").fill("Bu");
  await builder.getByRole("button", { name: "Apply 3 rules" }).click();
  await expect(builder.getByRole("alert")).toHaveText("1 rule is not complete.");
  await first.getByLabel("Value").fill("100000");
  await builder.getByRole("button", { name: "Apply 3 rules" }).click();
  await expect(builder).toHaveCount(0);

  const [{ n }] = await sql<[{ n: number }]>`
    select count(*)::int as n from places where country = 'RO' and (population >= 100000 or name ilike '%bu%')`;
  await expect(page.getByText(`${n} matching`)).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Population ≥ 100000 or Name contains Bu", exact: true }).click();
  await choose(page, builder.getByLabel("Match all or any in group 2"), "all");
  await builder.getByRole("button", { name: "Remove the rule Country is RO" }).click();
  await builder.getByRole("button", { name: "Apply 2 rules" }).click();
  const [both] = await sql<[{ n: number }]>`
    select count(*)::int as n from places where population >= 100000 and name ilike '%bu%'`;
  await expect(page.getByText(`${both.n} matching`)).toBeVisible();
});

test("a cell's menu filters by its value, by mouse and by keyboard", async ({ page, sql }) => {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "RO" });
  const [place] = await sql<[{ id: number; code: string }]>`
    select geoname_id as id, feature_code as code from places where country = 'RO' order by geoname_id limit 1`;
  const count = async (where: ReturnType<typeof sql>) => {
    const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'RO' and ${where}`;
    return `${n.toLocaleString("en")} matching`;
  };
  await cell(page, place.id, "feature_code").click({ button: "right" });
  await page.getByRole("menuitem", { name: `Only ${place.code}` }).click();
  await expect(page.getByText(await count(sql`feature_code = ${place.code}`), { exact: true })).toBeVisible();

  await page.getByRole("button", { name: `Remove the filter Feature is ${place.code}` }).click();
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await cell(page, place.id, "feature_code").click();
  await page.keyboard.press("ContextMenu");
  await page.getByRole("menuitem", { name: `Not ${place.code}` }).press("Enter");
  await expect(page.getByText(await count(sql`feature_code <> ${place.code}`), { exact: true })).toBeVisible();

  await cell(page, place.id, "feature_code").waitFor({ state: "detached" });
  await page.getByRole("gridcell").and(page.locator("[data-cell$='/surveyed_on']")).first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Surveyed on is not empty" }).click();
  await expect(page.getByText("No record matches")).toBeVisible();
});

test("foreign keys are filtered by the label of their records", async ({ page, sql }) => {
  const [customer] = await sql<[{ id: string; name: string; n: number }]>`
    select c.id, c.name, count(*)::int as n from customers c join orders o on o.customer_id = c.id
    group by c.id, c.name having count(*) > 5 order by c.name limit 1`;
  await openFiltered(page, "orders", { column: "customer_id", operator: "is", value: customer.id });
  await expect(page.getByRole("button", { name: `Customer is ${customer.name}`, exact: true })).toBeVisible();
  await expect(page.getByText(`${customer.n} matching`)).toBeVisible();

  const [other] = await sql<[{ name: string; n: number }]>`
    select c.name, count(*)::int as n from customers c join orders o on o.customer_id = c.id
    where c.id <> ${customer.id} and c.name not in (select name from customers group by name having count(*) > 1)
    group by c.id, c.name order by c.name desc limit 1`;
  await page.getByRole("button", { name: `Customer is ${customer.name}`, exact: true }).click();
  const form = page.getByRole("dialog", { name: "Change the filter" });
  await choose(page, form.getByLabel("Comparison"), "is any of");
  for (const { name } of [customer, other]) {
    await form.getByRole("combobox", { name: "Values" }).fill(name);
    await page.getByRole("option", { name }).first().click();
  }
  await form.getByRole("button", { name: "Change filter" }).click();
  await expect(page.getByText(`${customer.n + other.n} matching`)).toBeVisible();
  await expect(page.getByText(`Customer is any of ${customer.name}, ${other.name}`)).toBeVisible();
});

test("where nothing matches, the page says which condition keeps out most, and takes it away", async ({
  page,
  sql,
}) => {
  await openFiltered(
    page,
    "places",
    { column: "country", operator: "is", value: "RO" },
    { column: "population", operator: "gte", value: 5_000_000 },
  );
  await expect(page.getByText("No record matches")).toBeVisible();
  const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'RO'`;
  const ways = page.getByRole("list", { name: "What keeps records out" }).getByRole("button");
  await expect(ways).toHaveText([
    `Without “Population ≥ 5,000,000”${n.toLocaleString("en")} matching`,
    /^Without “Country is RO”\d+ matching$/,
  ]);
  await ways.first().click();
  await expect(page.getByText(`${n.toLocaleString("en")} matching`, { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the filter Country is RO" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remove the filter Population/ })).toHaveCount(0);
});
