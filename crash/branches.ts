import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/client";

/** A tree: whoever is deleted takes its branch along. Permits refer to some of them, which is checked at the commit only. */
export const branchesTable = pgTable("branches", {
  id: integer("id").primaryKey(),
  parent: integer("parent"),
  population: integer("population").notNull(),
  notes: text("notes"),
  region: text("region"),
});

export async function createBranches(db: Db): Promise<void> {
  await db.execute(sql`
    create table branches (id int primary key, parent int references branches on delete cascade, population int not null,
      notes text, region text)`);
  await db.execute(sql`create index on branches (parent)`);
  await db.execute(sql`
    create table permits (id int primary key, branch int not null references branches deferrable initially deferred)`);
}

/** Records are numbered below this; what hangs on them, above. */
const TWIGS = 1_000_000;

export const isTrunk = sql.raw(`id < ${TWIGS}`);

/** A branch and one on that for each record, which go with it. @param rows a query `(id, population, notes, region)` */
export async function insertBranches(db: Db, rows: ReturnType<typeof sql>): Promise<void> {
  await db.execute(
    sql`insert into branches (id, population, notes, region) select id, population, notes, region from ${rows}`,
  );
  for (const level of [1, 2]) {
    await db.execute(sql`
      insert into branches (id, parent, population)
      select id + ${level * TWIGS}::int, id + ${(level - 1) * TWIGS}::int, 0 from ${rows}`);
  }
}
