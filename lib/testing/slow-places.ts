import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** A trigger that makes every chunk of 1,000 places take `ms`, in the middle of its statement. */
export async function slowPlaces(db: Db, ms: number): Promise<void> {
  await db.execute(sql`
    create or replace function slow() returns trigger language plpgsql as $$
    begin
      if new.geoname_id % 1000 = 500 then perform pg_sleep(${sql.raw(String(ms / 1_000))}); end if;
      return new;
    end $$`);
  await db.execute(sql`create or replace trigger slow before update on places for each row execute function slow()`);
}

export async function quickPlaces(db: Db): Promise<void> {
  await db.execute(sql`drop trigger if exists slow on places`);
}

/** By how much the population of all places together is more than `insertPlaces` gave them. */
export async function raisedInAll(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select coalesce(sum(population - 1000 * geoname_id), 0)::int as n from places`);
  return row?.n ?? 0;
}
