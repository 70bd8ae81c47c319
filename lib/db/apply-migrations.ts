import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";

export interface MigrationFolder {
  /** Made by drizzle-kit. */
  folder: string;
  /** Table of the schema `swath` that remembers which of them the database has. */
  table: string;
}

/**
 * Applies the migrations that a database does not have yet, all in one transaction. drizzle's own migrator begins with
 * `create schema if not exists`, which takes a right on the whole database even where the schema is there.
 */
export async function applyMigrations(client: pg.ClientBase, { folder, table }: MigrationFolder): Promise<void> {
  const applied = `swath.${pg.escapeIdentifier(table)}`;
  await client.query(
    `create table if not exists ${applied} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const { rows } = await client.query<{ last: string | null }>(`select max(created_at) as last from ${applied}`);
  const last = Number(rows[0]?.last ?? 0);
  const missing = readMigrationFiles({ migrationsFolder: folder }).filter(({ folderMillis }) => folderMillis > last);
  if (missing.length === 0) return;
  await client.query("begin");
  try {
    for (const { sql, hash, folderMillis } of missing) {
      for (const statement of sql) await client.query(statement);
      await client.query(`insert into ${applied} (hash, created_at) values ($1, $2)`, [hash, folderMillis]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
