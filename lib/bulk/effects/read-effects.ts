import { sql } from "drizzle-orm";
import { tableIdentity } from "@/lib/bulk/change/constraints";
import { tableName } from "@/lib/catalogue/table-name";
import type { Db, Tx } from "@/lib/db/client";
import { numbersIn } from "@/lib/history/key-range";
import { liveTable } from "@/lib/history/live-columns";
import { literal } from "@/lib/tables/column-sql";
import { quoted } from "@/lib/tables/qualified-name";
import { relationLabel, tableOf } from "@/lib/tables/relation-label";
import type { TableDef } from "@/lib/tables/table-def";
import type { DeleteEffects, ReachedTable, Reference } from "./reference";

type ReferenceRow = Record<string, unknown> & {
  child: number;
  parent: number;
  on_delete: string;
  columns: string[];
  parent_columns: string[];
  resets: Reference["resets"];
};

type TableRow = Record<string, unknown> & {
  oid: number;
  schema: string;
  name: string;
  key: ReachedTable["key"] | null;
};

const ON_DELETE: Record<string, Reference["onDelete"]> = { c: "cascade", n: "set_null", d: "set_default" };

/**
 * The foreign keys that a delete from a table sets in motion, over any number of tables, as `pg_constraint` has them:
 * whether a table is declared to Swath makes no difference to Postgres.
 */
export async function readEffects(db: Db | Tx, table: TableDef): Promise<DeleteEffects> {
  const references = await db.execute<ReferenceRow>(sql`
    with recursive reached(oid) as (
      select ${tableIdentity(table)}::regclass::oid
      union
      select f.conrelid from reached join pg_catalog.pg_constraint f on f.confrelid = reached.oid
      where f.contype = 'f' and f.conparentid = 0 and f.confdeltype = 'c')
    select f.conrelid::int as child, f.confrelid::int as parent, f.confdeltype::text as on_delete,
      (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k(num, place)
        join pg_catalog.pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.num) as columns,
      (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k(num, place)
        join pg_catalog.pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.num) as parent_columns,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'byDefault', case when f.confdeltype = 'd' then pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
        from pg_catalog.pg_attribute a
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = f.conrelid and a.attnum = any(coalesce(f.confdelsetcols, f.conkey))) as resets
    from reached join pg_catalog.pg_constraint f on f.confrelid = reached.oid
    where f.contype = 'f' and f.conparentid = 0
    order by f.conrelid::regclass::text, f.conname`);
  const rootOid = await oidOf(db, table);
  const reached = await readTables(db, [rootOid, ...references.flatMap(({ child, parent }) => [child, parent])]);
  const root = reached.get(rootOid)!;
  // Its records are known by the key that it is declared with.
  root.key = table.key.columns.map(({ dbName }) => ({ name: dbName, type: typeIn(root, dbName) }));
  return {
    root,
    references: references.map((row) => ({
      child: reached.get(row.child)!,
      parent: reached.get(row.parent)!,
      columns: row.columns,
      parentColumns: row.parent_columns,
      onDelete: ON_DELETE[row.on_delete] ?? "refuse",
      resets: row.resets,
    })),
  };
}

const typeIn = ({ live }: ReachedTable, name: string) =>
  live.columns.find((each) => each.name === name)?.type ?? "text";

async function oidOf(db: Db | Tx, table: TableDef): Promise<number> {
  const [row] = await db.execute<{ oid: number }>(sql`select ${tableIdentity(table)}::regclass::oid::int as oid`);
  return row?.oid ?? 0;
}

async function readTables(db: Db | Tx, oids: number[]): Promise<Map<number, ReachedTable>> {
  const unique = [...new Set(oids)];
  const rows = await db.execute<TableRow>(sql`
    select c.oid::int as oid, n.nspname as schema, c.relname as name, (
      select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by k.place)
      from (
        select i.indkey, i.indnkeyatts from pg_catalog.pg_index i
        where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
          and not exists (
            select from unnest(i.indkey) with ordinality part(num, place)
            join pg_catalog.pg_attribute p on p.attrelid = i.indrelid and p.attnum = part.num
            where part.place <= i.indnkeyatts and not p.attnotnull)
        order by i.indisprimary desc, i.indnkeyatts, i.indexrelid limit 1) i
      cross join lateral unnest(i.indkey) with ordinality k(num, place)
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
      where k.place <= i.indnkeyatts) as key
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.oid = any(${sql.param(`{${unique.join(",")}}`)}::oid[])`);
  const reached = new Map<number, ReachedTable>();
  for (const { oid, schema, name, key } of rows) {
    const path = `${quoted(schema)}.${quoted(name)}`;
    const declared = tableOf({ schema, name });
    reached.set(oid, {
      oid,
      name: declared?.name ?? tableName({ schema, name }),
      label: relationLabel({ schema, name }),
      relation: sql.raw(path),
      key: key ?? [],
      numbers: numbersIn(
        declared
          ? declared.key.columns.map(({ pgColumn }) => pgColumn.getSQLType())
          : (key ?? []).map(({ type }) => type),
      ),
      live: await liveTable(db, literal(path)),
      declared,
    });
  }
  return reached;
}
