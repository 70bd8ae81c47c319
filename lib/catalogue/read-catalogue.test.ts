import { beforeAll, expect, test } from "vitest";
import { foreignDatabase } from "@/lib/testing/foreign-database";
import { readCatalogue } from "./read-catalogue";
import type { TableFacts } from "./table-facts";

let tables: TableFacts[];
const table = (schema: string, name: string) => tables.find((each) => each.schema === schema && each.name === name)!;
/** The column of a type. */
const typed = (name: string) =>
  tables
    .flatMap(({ schema, columns }) => (schema === "types" ? columns : []))
    .find((each) => each.name === `v_${name}`)!;
const column = (schema: string, name: string, id: string) =>
  table(schema, name).columns.find((each) => each.name === id)!;

beforeAll(async () => {
  const { db } = await foreignDatabase();
  tables = await readCatalogue(db);
});

test("every table of every schema is there, partitioned parents instead of their partitions, nothing of ours", () => {
  expect(tables.length).toBeGreaterThan(60);
  const schemas = new Set(tables.map(({ schema }) => schema));
  expect([...schemas]).toEqual(expect.arrayContaining(["Odd Names", "archive", "public", "s", "s.t", "shop", "types"]));
  expect([...schemas].filter((schema) => /^(pg_|swath|graphile_worker|information_schema)/.test(schema))).toEqual([]);
  expect(tables.map(({ name }) => name)).not.toContain("only_for_me");
  expect(table("shop", "events").relation).toBe("partitioned");
  expect(table("shop", "events_2026")).toBeUndefined();
  expect(table("shop", "best_sellers").relation).toBe("materialized_view");
  expect(table("shop", "places_base").hasChildren).toBe(true);
});

test("keys: composite ones in their order, a unique one that is never null where there is no primary key", () => {
  expect(table("shop", "order_lines").key).toEqual({ columns: ["order_id", "line"], primary: true });
  expect(table("shop", "stock").key?.columns).toEqual(["warehouse", "sku", "batch"]);
  expect(table("shop", "unique_only").key).toEqual({ columns: ["code"], primary: false });
  expect(table("shop", "unique_two").key).toEqual({ columns: ["region", "code"], primary: false });
  expect(table("shop", "unique_nullable").key).toBeNull();
  expect(table("shop", "no_key").key).toBeNull();
});

test("columns: domains down to their base type, enums of any schema, arrays, generated ones, identity, comments", () => {
  expect(typed("nested_domain")).toMatchObject({
    type: "types.nested_percent",
    baseType: "numeric(5,2)",
    notNull: false,
  });
  expect(column("types", "not_null_domain", "v")).toMatchObject({ baseType: "text", notNull: true });
  expect(typed("enum").enumValues).toEqual(["sad", "ok", "Ok", "happy, really"]);
  expect(typed("enum_array")).toMatchObject({
    isArray: true,
    typeClass: "enum",
    itemType: "types.mood",
  });
  expect(typed("tstzrange").typeClass).toBe("range");
  expect(typed("composite").typeClass).toBe("composite");
  expect(column("shop", "products", "price_with_tax").generated).toBe("stored");
  expect(column("shop", "customers", "id").identity).toBe("always");
  expect(column("shop", "serial_key", "id").defaultExpression).toMatch(/^nextval/);
  expect(column("shop", "customers", "email").comment).toBe("Where invoices go");
});

test("which types have an order", () => {
  const ordered = (name: string) => typed(name).ordered;
  for (const name of [
    "integer",
    "varchar",
    "citext",
    "inet",
    "cidr",
    "interval",
    "enum",
    "tstzrange",
    "uuid",
    "domain",
    "ltree",
  ]) {
    expect([name, ordered(name)]).toEqual([name, true]);
  }
  for (const name of ["json", "xml", "point", "box", "hstore", "domain_of_enum"])
    expect([name, ordered(name)]).toEqual([name, false]);
});

test("foreign keys with their columns, actions and targets", () => {
  expect(table("shop", "shipments").foreignKeys).toEqual([
    {
      name: "shipments_order_id_line_fkey",
      columns: ["order_id", "line"],
      target: { schema: "shop", name: "order_lines", columns: ["order_id", "line"] },
      onDelete: "set_null",
      onUpdate: "no_action",
      deferrable: false,
      period: false,
    },
  ]);
  expect(table("shop", "tree").foreignKeys[0]).toMatchObject({ onDelete: "cascade", target: { name: "tree" } });
});

test("what is written through a view, and what changes a write", () => {
  expect(table("shop", "open_orders").writable).toEqual({ insert: true, update: true, delete: true });
  expect(table("shop", "order_totals").writable).toEqual({ insert: false, update: false, delete: false });
  expect(table("shop", "best_sellers").writable.update).toBe(false);
  expect(table("shop", "audited").triggers).toEqual([
    { name: "touch", events: ["update"], before: true, perRow: true },
  ]);
  expect(table("shop", "ruled").rules).toEqual([{ name: "no_delete", event: "delete" }]);
  expect(table("shop", "secured").rowSecurity).toBe(true);
});
