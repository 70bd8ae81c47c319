import type postgres from "postgres";
import type { OnRows } from "./copy-rows";
import { loadDemoUsers } from "./load-demo-users";

/**
 * Fills whatever part of the sample is empty (users, places, Superstore); all of it commits, or nothing.
 * Running it again changes nothing, and concurrent runs wait for each other.
 * @param sql a raw client with one connection, not one that drizzle has
 * @returns whether anything was loaded
 */
export async function loadSample(sql: postgres.Sql, onRows: OnRows = () => {}): Promise<boolean> {
  return sql.begin(async (tx) => {
    const within = tx as unknown as postgres.Sql;
    await tx`select pg_advisory_xact_lock(7385003)`;
    const parts = [
      { empty: tx`select not exists (select from swath.users) as yes`, load: () => loadDemoUsers(within) },
      { empty: tx`select not exists (select from places) as yes`, load: () => places(within, onRows) },
      {
        empty: tx`select not exists (select from customers) and not exists (select from products) as yes`,
        load: () => superstore(within, onRows),
      },
    ];
    let loaded = false;
    for (const part of parts) {
      const [row] = await part.empty;
      if (!row?.yes) continue;
      await part.load();
      loaded = true;
    }
    // Estimated counts and plans need statistics at once, not when autovacuum comes by.
    if (loaded) await tx`analyze places, customers, products, orders, order_lines`;
    return loaded;
  });
}

// Imported when needed: reading the packages takes longer than all the rest of a second start.
const places = async (sql: postgres.Sql, onRows: OnRows) => (await import("./load-places")).loadPlaces(sql, onRows);
const superstore = async (sql: postgres.Sql, onRows: OnRows) =>
  (await import("./load-superstore")).loadSuperstore(sql, onRows);
