import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { ordersTable } from "@/lib/db/sample/superstore";
import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";
import type { TableDef } from "@/lib/tables/table-def";
import { type Row, THEIRS, type World } from "./model";
import type { Scenario } from "./scenario";
import { taskTables } from "@/lib/testing/task-tables";
import { branchesTable, insertBranches, isTrunk } from "./branches";
import { parcelsTable } from "./parcels";

/** As the catalog declares them, but frozen in slices of the scenario's size. */
export function tableOf({ table, chunkSize }: Scenario): TableDef {
  const bulk = { chunkSize };
  const declared = { places: placesTable, orders: ordersTable, parcels: parcelsTable, branches: branchesTable }[table];
  return defineTable(declared, { bulk });
}

/** The record numbered so, as it is called at first. */
export function keyOf({ table }: Scenario, id: number): string {
  return { places: String(id), orders: `O-${id}`, parcels: `["a", "${id}"]`, branches: String(id) }[table];
}

/** Wherever a parcel is by now, it keeps its number. */
export const numberOf = (key: string) => Number(/\d+/.exec(key)?.[0]);

const numbers = (ids: number[]) => sql`(select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::int)`;
const numberColumn = ({ table }: Scenario) =>
  ({ places: sql`geoname_id`, orders: sql`substr(id, 3)::int`, parcels: sql`id`, branches: sql`id` })[table];

/** Empties everything that the seed before has left, and fills the scenario's table. */
export async function fillTables(db: Db, scenario: Scenario, world: World): Promise<void> {
  await db.execute(sql`truncate places, customers, products, orders, order_lines, parcels, branches, permits,
    ${taskTables}, graphile_worker._private_jobs`);
  await db.execute(sql`drop trigger if exists slow on places`);
  await db.execute(sql`drop trigger if exists slow on orders`);
  await db.execute(sql`drop trigger if exists slow on parcels`);
  await db.execute(sql`drop trigger if exists slow on branches`);
  await insertRows(db, scenario, world);
  if (scenario.table === "branches") {
    await db.execute(sql`insert into permits select id, id from branches where id in ${numbers(scenario.refused)}`);
  }
  await db.execute(sql`analyze places, orders, order_lines, parcels, branches`);
}

/** Others insert records that were deleted, or the scenario begins. */
export async function insertRows(db: Db, { table }: Scenario, world: World): Promise<void> {
  const rows = JSON.stringify([...world].map(([id, row]) => ({ id, ...row })));
  const given = sql`jsonb_to_recordset(${rows}::text::jsonb) as r(id int, population int, notes text, region text)`;
  if (table === "places") {
    await db.execute(sql`
      insert into places (geoname_id, name, country, region, feature_code, population, latitude, longitude, notes)
      select id, 'Place ' || id, 'NL', region, 'PPL', population, 52.4, 4.9, notes from ${given}`);
    return;
  }
  if (table === "branches") return insertBranches(db, given);
  if (table === "parcels") {
    await db.execute(sql`
      insert into parcels (shard, id, population, notes, region) select 'a', id, population, notes, region from ${given}`);
    return;
  }
  await db.execute(sql`insert into customers (id, name, segment) values ('C-1', 'One', 'Consumer')`);
  const product = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
  await db.execute(sql`insert into products (id, code, name, category, sub_category, list_price)
    values (${product}, 'P-1', 'One', 'Furniture', 'Chairs', 10)`);
  await db.execute(sql`
    insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
    select 'O-' || id, 'C-1', '2026-01-01', 'First Class', 'Utrecht', 'UT', region from ${given}`);
  await db.execute(sql`
    insert into order_lines (id, order_id, product_id, quantity, sales, profit)
    select 2 * id + line, 'O-' || id, ${product}::uuid, 1, 10, 1 from ${given} cross join generate_series(0, 1) line`);
}

/** Makes every chunk sleep in the middle of its statement, so that moments can be hit, until the next seed or `false`. */
export async function slowDown(db: Db, { table, chunkSize, slowMs }: Scenario, slow: boolean): Promise<void> {
  await db.execute(sql`drop trigger if exists slow on ${sql.identifier(table)}`);
  if (!slow) return;
  const number = (row: string) =>
    sql.raw(
      { places: `${row}.geoname_id`, orders: `substr(${row}.id, 3)::int`, parcels: `${row}.id`, branches: `${row}.id` }[
        table
      ],
    );
  await db.execute(sql`
    create or replace function slow() returns trigger language plpgsql as $$
    declare n int;
    begin
      if tg_op = 'DELETE' then n := ${number("old")}; else n := ${number("new")}; end if;
      if n < 1000000 and n % ${sql.raw(String(chunkSize))} = ${sql.raw(String(chunkSize / 2))} then
        perform pg_sleep(${sql.raw(String(slowMs / 1_000))});
      end if;
      if tg_op = 'DELETE' then return old; end if;
      return new;
    end $$`);
  await db.execute(sql`
    create trigger slow before insert or update or delete on ${sql.identifier(table)} for each row execute function slow()`);
}

/** Others edit a column that no task of the suite touches. */
export async function editRows(db: Db, scenario: Scenario, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update ${sql.identifier(scenario.table)} set region = 'TH' where ${numberColumn(scenario)} in ${numbers(ids)}`);
}

export async function deleteRows(db: Db, scenario: Scenario, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(
    sql`delete from ${sql.identifier(scenario.table)} where ${numberColumn(scenario)} in ${numbers(ids)}`,
  );
}

/** Others give the records values of their own in the very columns of the task, so that an undo has to leave them alone. */
export async function takeOver(db: Db, scenario: Scenario, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update ${sql.identifier(scenario.table)} set population = ${THEIRS.population}::int, notes = ${THEIRS.notes}
    where ${numberColumn(scenario)} in ${numbers(ids)}`);
}

type RowWithId = Row & { id: number } & Record<string, unknown>;

/** The table as it is now. */
export async function readWorld(db: Db, { table }: Scenario): Promise<World> {
  const rows = await db.execute<RowWithId>(
    {
      places: sql`select geoname_id as id, population, notes, region, 0 as lines, null as shard from places`,
      orders: sql`
        select substr(o.id, 3)::int as id, 0 as population, null as notes, region, count(l.id)::int as lines, null as shard
        from orders o left join order_lines l on l.order_id = o.id group by o.id`,
      parcels: sql`select id, population, notes, region, 0 as lines, shard from parcels`,
      branches: sql`
        select trunk.id, population, notes, region, null as shard, (
          with recursive hanging as (
            select id from branches where parent = trunk.id
            union all select b.id from hanging join branches b on b.parent = hanging.id)
          select count(*)::int from hanging) as lines
        from branches trunk where ${isTrunk}`,
    }[table],
  );
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** Order lines go and come with their orders, branches with what they hang on, each with one row of history. */
export async function cascadesOf(
  db: Db,
  { table }: Scenario,
  task: { id: string; changed: number },
): Promise<string[]> {
  if (table !== "orders" && table !== "branches") return [];
  const [row] = await db.execute<{ n: number; lines: number }>(sql`
    select count(*)::int as n, count(distinct record_id)::int as lines from swath.record_history
    where task_id = ${task.id} and level > 0`);
  const wanted = 2 * task.changed;
  return row?.n === wanted && row.lines === wanted
    ? []
    : [`${row?.n} history rows of ${row?.lines} records that went along, should be ${wanted}`];
}
