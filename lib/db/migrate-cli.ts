import { env } from "@/lib/env";
import { migrateDatabase, UnfitDatabase } from "./migrate";

// `npm run db:migrate`: brings the database of DATABASE_URL up to date, `--sample` with the sample tables.
try {
  await migrateDatabase(env.DATABASE_URL, { sample: process.argv.includes("--sample") });
  console.log("The database is up to date.");
} catch (error) {
  console.error(error instanceof UnfitDatabase ? `swath: ${error.message}` : error);
  process.exitCode = 1;
}
