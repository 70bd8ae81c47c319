import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type TestDatabase, testDatabase } from "./database";

const FOLDER = path.join(import.meta.dirname, "foreign");

/** A database with tables that other people made: every type, key, kind of relation and awkward name. */
export async function foreignDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  const client = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    for (const file of ["types.sql", "relations.sql"]) {
      await client.unsafe(fs.readFileSync(path.join(FOLDER, file), "utf8"));
    }
  } finally {
    await client.end();
  }
  return database;
}
