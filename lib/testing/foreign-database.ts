import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { type TestDatabase, testDatabase } from "./database";

const FOLDER = path.join(import.meta.dirname, "foreign");
const FILES = ["types.sql", "relations.sql", "constraints.sql", "kinds-of-relations.sql", "foreign-tables.sql"];

/**
 * A database with tables that other people made: every type, constraint, key and kind of relation, and awkward names.
 * On Postgres 18 with what only that has.
 */
export async function foreignDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  const client = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    const [server] = await client<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    for (const file of server && server.version >= 180_000 ? [...FILES, "postgres-18.sql"] : FILES) {
      await client.unsafe(filledIn(fs.readFileSync(path.join(FOLDER, file), "utf8"), new URL(database.url)));
    }
  } finally {
    await client.end();
  }
  return database;
}

/** Where a table on another server is: here, so that one server is enough. */
function filledIn(text: string, { hostname, port, pathname, username, password }: URL): string {
  const facts = { host: hostname, port, database: pathname.slice(1), user: username, password };
  return Object.entries(facts).reduce(
    (filled, [name, value]) => filled.replaceAll(`':${name}'`, `'${decodeURIComponent(value)}'`),
    text,
  );
}
