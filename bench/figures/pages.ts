import type { Filter, Sort } from "@/lib/tables/model/filter";
import { encodeCursor } from "@/lib/tables/list/keyset";
import { listRecords } from "@/lib/testing/verbs";
import { indexSearch } from "@/lib/db/sample/index-search";
import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, percentile } from "../figure";
import { fillPlaces } from "../places";

const PAGE_SIZE = 200;
const DEPTHS = [0, 0.25, 0.5, 0.75, 0.99];

interface List {
  filter: Filter | null;
  where: string;
  sort: Sort;
  /** The order as SQL, and its columns as the cursor has them. */
  by: string;
  columns: string[];
}

const rule = (column: string, operator: string, value: unknown): Filter => ({
  join: "and",
  rules: [{ column, operator, value }],
});
const FILTERS = [
  { filter: null, where: "true" },
  { filter: rule("country", "is", "NL"), where: "country = 'NL'" },
  { filter: rule("population", "gte", 900_000), where: "population >= 900000" },
  { filter: rule("feature_code", "in", ["PPLA", "PPLA2"]), where: "feature_code in ('PPLA', 'PPLA2')" },
];
const order = (column: string, id: string, direction: "asc" | "desc") => ({
  sort: [{ column: id, direction }],
  by: `${column} ${direction}, geoname_id ${direction}`,
  columns: [column, "geoname_id"],
});
const INDEXED = [
  { sort: [], by: "geoname_id", columns: ["geoname_id"] },
  order("name", "name", "asc"),
  order("population", "population", "desc"),
  order("country", "country", "asc"),
];
const NOT_INDEXED = [order("feature_code", "feature_code", "asc"), order("region", "region", "desc")];

/** Server time of one page of the table: filters, sorts and depths, each pair several times, and searches. */
export async function measurePages(env: BenchEnvironment, records: number, tries: number): Promise<Figure[]> {
  await fillPlaces(env, records);
  const lists = (orders: Omit<List, "filter" | "where">[]) =>
    orders.flatMap((by) => FILTERS.map((each): List => ({ ...each, ...by })));
  const size = number(records);
  const p95 = (name: string, ms: number[], target: string | null): Figure => ({
    name: `${name}, ${size} records, p95`,
    value: percentile(ms, 0.95),
    unit: "ms",
    target,
    spread: [Math.min(...ms), Math.max(...ms)],
  });
  const indexed = await measureLists(env, lists(INDEXED), tries);
  const others = await measureLists(env, lists(NOT_INDEXED), tries);
  const pages = (runs: PageRun[]) => runs.map(({ pageMs }) => pageMs);
  const found = (await indexSearch(env.sql)) ? await measureSearches(env, tries) : null;
  return [
    p95("any page, sorted by a column with an index", pages(indexed), "≤ 100"),
    p95("any page, sorted by a column without one", pages(others), null),
    fromRuns(
      `any page, sorted by a column without one, ${size} records ÷ plain SQL`,
      "×",
      others.map(({ pageMs, plainMs }) => pageMs / plainMs),
    ),
    ...(found ? [p95("first page of a search, trigram index", found, "≤ 100")] : []),
  ];
}

interface PageRun {
  pageMs: number;
  /** The same records by the statement that one would type. */
  plainMs: number;
}

async function measureLists(env: BenchEnvironment, lists: List[], tries: number): Promise<PageRun[]> {
  const runs: PageRun[] = [];
  for (const list of lists) {
    for (const depth of DEPTHS) {
      const position = await positionAt(env, list, depth);
      const after = position && encodeCursor(position);
      const { filter, sort } = list;
      const plain = plainPage(list, position);
      // The first one plans and fills caches.
      for (let i = 0; i <= tries; i++) {
        const plainMs = await timed(() => env.sql.unsafe(plain));
        const pageMs = await timed(() =>
          listRecords(env.ctx, { table: "places", filter, sort, after, limit: PAGE_SIZE }),
        );
        if (i > 0) runs.push({ pageMs, plainMs });
      }
    }
  }
  return runs;
}

function plainPage({ where, by, columns }: List, position: (string | null)[] | null): string {
  const passed = by.includes(" desc") ? "<" : ">";
  const values = position?.map((value) => `'${value}'`).join(", ");
  const after = values ? `and (${columns.join(", ")}) ${passed} (${values})` : "";
  return `select * from places where ${where} ${after} order by ${by} limit ${PAGE_SIZE}`;
}

/** Where in the order the record at a share of the list stands; null at its top. */
async function positionAt({ sql }: BenchEnvironment, list: List, depth: number): Promise<(string | null)[] | null> {
  if (depth === 0) return null;
  const { where, by, columns } = list;
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from places where ${sql.unsafe(where)}`;
  const [row] = await sql<{ position: (string | null)[] }[]>`
    select array[${sql.unsafe(columns.map((column) => `${column}::text`).join(", "))}] as position
    from places where ${sql.unsafe(where)} order by ${sql.unsafe(by)}
    offset ${Math.floor((count?.n ?? 0) * depth)} limit 1`;
  return row?.position ?? null;
}

/** Texts that match nothing, one, a few, thousands, and every record. */
async function measureSearches({ ctx, sql }: BenchEnvironment, tries: number): Promise<number[]> {
  const [row] = await sql<{ name: string }[]>`select name from places where geoname_id = 4711`;
  const name = row?.name ?? "";
  const texts = ["nothing like this", name, name.slice(6, 12), name.slice(6, 10), name.slice(6, 9), "Place"];
  const times: number[] = [];
  for (const search of texts) {
    for (let i = 0; i <= tries; i++) {
      const ms = await timed(() => listRecords(ctx, { table: "places", search, limit: PAGE_SIZE }));
      if (i > 0) times.push(ms);
    }
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
