import path from "node:path";
import { findPostgres, ROOT } from "./pg.mjs";
import { Sorry } from "./sorry.mjs";

/** Where the embedded database and everything else that must survive a restart is kept. */
export function dataDir() {
  return path.resolve(ROOT, process.env.SWATH_DATA_DIR || ".data");
}

/** DATABASE_URL, or the embedded database, which must be running. */
export async function databaseUrl() {
  const url = process.env.DATABASE_URL || (await findPostgres({ dir: dataDir() }));
  if (!url) throw new Sorry("The embedded database isn't running. Start it with `npm start`, or set DATABASE_URL.");
  return url;
}
