import { sql } from "drizzle-orm";
import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/client";

/** What `places` are with a key of two columns: an edit of `shard` gives a record another key and moves its row. */
export const parcelsTable = pgTable(
  "parcels",
  {
    shard: text("shard"),
    id: integer("id"),
    population: integer("population").notNull(),
    notes: text("notes"),
    region: text("region"),
  },
  (t) => [primaryKey({ columns: [t.shard, t.id] })],
);

/** Its partitions are laid out differently, as they are once one of them was made by hand. */
export async function createParcels(db: Db): Promise<void> {
  await db.execute(sql`
    create table parcels (shard text, id int, population int not null constraint parcels_population check (population >= 0),
      notes text, region text, primary key (shard, id)) partition by list (shard)`);
  await db.execute(sql`create table parcels_a partition of parcels for values in ('a')`);
  await db.execute(sql`
    create table parcels_b (region text, gone int, notes text, id int not null, shard text not null,
      population int not null constraint parcels_population check (population >= 0))`);
  await db.execute(sql`alter table parcels_b drop column gone`);
  await db.execute(sql`alter table parcels attach partition parcels_b for values in ('b')`);
}
