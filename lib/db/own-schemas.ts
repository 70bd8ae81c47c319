import pg from "pg";
import { postgresError } from "./postgres-error";

/** What Swath keeps its own in: its tables, and the queue's. */
const SCHEMAS = ["swath", "graphile_worker"];

/** A database that Swath can't use; the message is one sentence that says what to do. */
export class UnfitDatabase extends Error {}

/**
 * Makes the schemas that are not there. Where they are, nothing but their ownership is needed: no right on the database.
 * @throws UnfitDatabase with what an owner of the database has to run
 */
export async function makeOwnSchemas(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from unnest($1::text[]) as own(name) where to_regnamespace(name) is null",
    [SCHEMAS],
  );
  try {
    for (const { name } of rows) await client.query(`create schema ${name}`);
  } catch (error) {
    if (postgresError(error)?.code !== "42501") throw error;
    throw new UnfitDatabase(await whatToGrant(client, rows), { cause: error });
  }
}

async function whatToGrant(client: pg.ClientBase, missing: { name: string }[]): Promise<string> {
  const { rows } = await client.query<{ role: string }>("select current_user as role");
  const role = rows[0]?.role ?? "";
  const lines = missing.map(({ name }) => `  CREATE SCHEMA ${name} AUTHORIZATION ${pg.escapeIdentifier(role)};`);
  return `The account ${role} may not create schemas in this database. Let somebody who may run this, and start again:\n${lines.join("\n")}`;
}
