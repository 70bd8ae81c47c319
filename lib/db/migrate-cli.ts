import { env } from "@/lib/env";
import { migrateDatabase } from "./migrate";
import { UnfitDatabase } from "./own-schemas";

// `npm run db:migrate`: brings the database of DATABASE_DIRECT_URL or DATABASE_URL up to date, `--sample` with the sample tables.
try {
  const sample = process.argv.includes("--sample");
  const { DATABASE_DIRECT_URL: direct, DATABASE_URL: url } = env;
  await migrateDatabase(direct ?? url, { sample, variable: direct ? "DATABASE_DIRECT_URL" : "DATABASE_URL" });
  console.log("The database is up to date.");
} catch (error) {
  const unfit = error instanceof UnfitDatabase;
  console.error(unfit ? `swath: ${error.message}` : error);
  // 2: it is said in one sentence; scripts/supervisor.mjs adds nothing.
  process.exitCode = unfit ? 2 : 1;
}
