import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { catalogueFingerprint } from "@/lib/catalogue/fingerprint";
import { readCatalogue } from "@/lib/catalogue/read-catalogue";
import { tableFromFacts } from "@/lib/catalogue/table-from-facts";
import { tableName } from "@/lib/catalogue/table-name";
import type { BenchEnvironment } from "../environment";
import { number } from "@/lib/model/locale";
import { type Figure, fromRuns } from "../figure";

const SCHEMAS = 20;
const TABLES = 1_000;
const COLUMNS = 30;

/** What a large catalogue adds to the start, to each look whether it has changed, and to the sidebar of every page. */
export async function measureCatalogue(env: BenchEnvironment, runs: number): Promise<Figure[]> {
  const few = await times(runs, () => read(env));
  await fillCatalogue(env);
  const many = await times(runs, () => read(env));
  const looks = await times(runs, () => catalogueFingerprint(env.ctx.db));
  const names = (await readCatalogue(env.ctx.db)).map(({ name, schema }) => ({ name, label: name, schema }));
  const size = `${number(TABLES)} tables, ${number(TABLES * COLUMNS)} columns`;
  const more = many.map((ms, i) => ms - few[i]!);
  return [
    fromRuns(`start with ${size}: longer than with the sample's tables by`, "ms", more, "≤ 3000"),
    fromRuns(`look whether a schema of ${size} has changed`, "ms", looks, "≤ 100"),
    fromRuns("their names in every page, compressed", "kB", [gzipSync(JSON.stringify(names)).length / 1_000], "≤ 10"),
  ];
}

async function read({ ctx: { db } }: BenchEnvironment): Promise<void> {
  const facts = await readCatalogue(db);
  const known = new Set(facts.map(tableName));
  for (const each of facts) if (each.key) tableFromFacts(each, known);
}

async function times(runs: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const begun = performance.now();
    await work();
    found.push(performance.now() - begun);
  }
  return found;
}

/** Tables as people have them: a key, a reference to the one before, texts, numbers, dates. */
async function fillCatalogue({ ctx: { db } }: BenchEnvironment): Promise<void> {
  const types = ["text", "integer", "numeric(10, 2)", "timestamptz", "boolean", "jsonb", "date"];
  const columns = Array.from({ length: COLUMNS - 2 }, (_, i) => `c${i} ${types[i % types.length]}`).join(", ");
  const each = TABLES / SCHEMAS;
  for (let s = 0; s < SCHEMAS; s += 1) {
    const tables = Array.from({ length: each }, (_, t) => {
      const before = t === 0 ? "" : ` references many_${s}.table_${t - 1}`;
      return `create table many_${s}.table_${t} (id bigint primary key, other_id bigint${before}, ${columns});`;
    });
    await db.execute(sql.raw(`create schema many_${s}; ${tables.join("\n")}`));
  }
  await db.execute(sql`analyze pg_catalog.pg_attribute`);
}
