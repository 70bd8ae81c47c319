import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import postgres from "postgres";
import { readConnection } from "@/lib/db/connect/connection-string";
import { migrateDatabase } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { counted, number } from "@/lib/model/locale";
import { growPlaces } from "./grow-places";
import { indexSearch } from "./index-search";
import { loadSample } from "./load-sample";

// Places, customers, products, orders and order lines; only the bar needs to know.
const SAMPLE_ROWS = 135_233 + 793 + 1_894 + 5_009 + 9_994;

// `--load` makes and fills the sample database; `--places N` grows `places` to N rows; `--search-index` makes its search quick.
const { values } = parseArgs({
  options: { load: { type: "boolean" }, places: { type: "string" }, "search-index": { type: "boolean" } },
});
const sql = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });

try {
  const here = (host = "localhost") => ["127.0.0.1", "localhost", "::1"].includes(host);
  if (!readConnection(env.DATABASE_URL).hosts.every(({ host }) => here(host))) {
    refuse("Sample data only go into a database on this machine.");
  }
  if (values.load) {
    if (!env.SWATH_SAMPLE) refuse("The demo sign-ins are for the embedded sample database only.");
    await migrateDatabase(env.DATABASE_URL, { sample: true });
    const loaded = await withBar("Loading the sample data", SAMPLE_ROWS, (onRows) => loadSample(sql, onRows));
    if (loaded) console.log("The sample data are loaded.");
  }
  if (values.places !== undefined) {
    const wanted = Number(values.places.replaceAll(/[_,]/g, ""));
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > 50_000_000)
      refuse("--places takes a number up to 50,000,000.");
    const [now] = await sql<{ count: number }[]>`select count(*)::int as count from places`;
    const added = await withBar("Making places", Math.max(0, wanted - (now?.count ?? 0)), (onRows) =>
      growPlaces(sql, wanted, onRows),
    );
    console.log(`places has ${counted((now?.count ?? 0) + added, "row")} (${number(added)} new).`);
  }
  if (values["search-index"]) {
    const made = await indexSearch(sql);
    console.log(made ? "The search of places has a trigram index." : "This server has no pg_trgm: no index was made.");
  }
} catch (error) {
  console.error(`swath: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await sql.end();
}

/** The bar appears with the first rows: nothing to do shows nothing. */
async function withBar<T>(
  title: string,
  total: number,
  work: (onRows: (count: number) => void) => Promise<T>,
): Promise<T> {
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}% | {value} of {total} rows`,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    hideCursor: true,
    barsize: 30,
  });
  let begun = false;
  try {
    return await work((count) => {
      if (!begun) bar.start(total, 0);
      begun = true;
      bar.increment(count);
    });
  } finally {
    if (begun) bar.stop();
  }
}

function refuse(message: string): never {
  throw new Error(message);
}
