import { beforeAll, expect, test } from "vitest";
import postgres from "postgres";
import { testDatabase } from "@/lib/testing/database";
import { growPlaces } from "./grow-places";
import { loadSample } from "./load-sample";

let sql: postgres.Sql;
beforeAll(async () => {
  const { url } = await testDatabase();
  sql = postgres(url, { max: 1, onnotice: () => {} });
  await loadSample(sql);
  return () => sql.end();
});

const count = async (table: string) => Number((await sql`select count(*) from ${sql(table)}`)[0]?.count);

test("the sample holds every place and every sales line", async () => {
  const counts = await Promise.all(["places", "customers", "products", "orders", "order_lines"].map(count));
  expect(counts).toEqual([135_233, 793, 1_894, 5_009, 9_994]);
});

test("places have their country, region and capital", async () => {
  const [paris] = await sql`select country, region, capital, population from places where geoname_id = 2988507`;
  expect(paris).toMatchObject({ country: "FR", region: "11", capital: true });
});

test("the sales survive normalising", async () => {
  const [total] = await sql`select round(sum(sales), 2)::text as sales, sum(quantity)::int as pieces from order_lines`;
  expect(total).toEqual({ sales: "2297200.86", pieces: 37_873 });
});

test("loading again changes nothing", async () => {
  expect(await loadSample(sql)).toBe(false);
  expect(await count("places")).toBe(135_233);
});

test("growing adds marked places above the real ids, and never more than asked", async () => {
  expect(await growPlaces(sql, 200_000)).toBe(200_000 - 135_233);
  expect(await growPlaces(sql, 200_000)).toBe(0);
  const [made] = await sql`select count(*)::int as rows, min(geoname_id) as first from places where generated`;
  expect(made).toEqual({ rows: 200_000 - 135_233, first: 100_000_000 });
});
