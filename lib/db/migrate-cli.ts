import { env } from "@/lib/env";
import { migrateDatabase } from "./migrate";
import { UnfitDatabase } from "./own-schemas";

// `npm run db:migrate`: brings the database of DATABASE_URL up to date, `--sample` with the sample tables.
try {
  await migrateDatabase(env.DATABASE_URL, { sample: process.argv.includes("--sample") });
  console.log("The database is up to date.");
} catch (error) {
  const unfit = error instanceof UnfitDatabase;
  console.error(unfit ? `swath: ${error.message}` : error);
  // 2: it is said in one sentence; scripts/supervisor.mjs adds nothing.
  process.exitCode = unfit ? 2 : 1;
}
