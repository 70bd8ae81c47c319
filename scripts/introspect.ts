// `npm run -s introspect`: what Swath finds in the database of DATABASE_URL, and what it may do with each table.
// `--brief PORT`: a few lines, with the link for the first admin, as `npm start` prints them.
import { firstAdminToken, hasNobody } from "@/lib/auth/first-admin";
import { listGrants } from "@/lib/catalogue/grants";
import { type FoundTable, foundTables, loadTables } from "@/lib/catalogue/load-tables";
import { tableLimits } from "@/lib/catalogue/table-limits";
import { openDatabase } from "@/lib/db/client";
import { counted } from "@/lib/model/locale";

const brief = process.argv.includes("--brief");
const port = process.argv.at(-1);

const { env } = await import("@/lib/env");
const database = openDatabase(env.DATABASE_URL, { max: 1, applicationName: "swath-introspect" });
try {
  await loadTables(database.db, { config: env.SWATH_CONFIG });
  const found = foundTables();
  const schemas = new Set(found.map(({ facts }) => facts.schema));
  const shown = found.filter(({ why }) => why === null);
  console.log(
    `  Found ${counted(found.length, "table")} in ${counted(schemas.size, "schema")}; ${shown.length} can be shown. ` +
      "Swath keeps its own in the schemas swath and graphile_worker.",
  );
  if (!brief) for (const table of found) console.log(lineOf(table));
  const grants = listGrants(found);
  if (!brief && grants.length > 0)
    console.log(`\n  What its account lacks, should it do more:\n${grants.map((line) => `    ${line}`).join("\n")}`);
  if (brief && env.AUTH_SECRET && (await hasNobody(database.db))) {
    console.log(
      `\n  Become the first admin (once, within a day): http://127.0.0.1:${port}/welcome?token=${firstAdminToken(env.AUTH_SECRET)}\n`,
    );
  }
} finally {
  await database.end();
}

function lineOf({ facts, name, why }: FoundTable): string {
  const key = facts.key ? `key ${facts.key.columns.join(", ")}` : "no key";
  const limits = [...new Set(Object.values(tableLimits(facts)).filter((sentence) => sentence !== null))];
  const said = why ?? (limits.join(" ") || "all can be done");
  return `    ${name} (${facts.relation.replace("_", " ")}, ${counted(facts.columns.length, "column")}, ${key}): ${said}`;
}
