import type { Db, Tx } from "@/lib/db/client";
import { columnsOf } from "./columns-sql";
import { foreignKeysOf, uniqueKeysOf } from "./keys-sql";
import { RELATIONS } from "./relations-sql";
import { type ViewQuery, withViewKeys } from "./view-keys";
import type { ColumnFacts, ForeignKeyFacts, ReferentialAction, TableFacts, UniqueFacts } from "./table-facts";

type Row = Record<string, unknown>;

interface RelationRow extends Row {
  oid: number;
  schema: string;
  name: string;
  kind: string;
  comment: string | null;
  estimated: number;
  row_security: boolean;
  may: TableFacts["may"];
  writable: TableFacts["writable"];
  has_children: boolean;
  query: string | null;
  check_option: string | null;
  triggers: { name: string; type: number }[];
  rules: TableFacts["rules"];
}

interface ColumnRow extends Row {
  place: number;
  relation: number;
  name: string;
  type: string;
  base_type: string;
  type_class: string;
  is_array: boolean;
  is_matrix: boolean;
  item_type: string | null;
  enum_values: string[] | null;
  not_null: boolean;
  not_null_domain: boolean;
  default_expression: string | null;
  identity: string;
  generated: string;
  ordered: boolean;
  comment: string | null;
  may_select: boolean;
  may_insert: boolean;
  may_update: boolean;
}

interface UniqueRow extends Row {
  relation: number;
  name: string;
  primary: boolean;
  deferrable: boolean;
  nulls_not_distinct: boolean;
  columns: string[];
}

interface ForeignKeyRow extends Row {
  relation: number;
  name: string;
  target_schema: string;
  target_name: string;
  columns: string[];
  target_columns: string[];
  on_delete: string;
  on_update: string;
  deferrable: boolean;
  period: boolean;
}

/** All tables that the connected role can see, as the database has them now; by schema and name. */
export async function readCatalogue(db: Db | Tx): Promise<TableFacts[]> {
  const relations = await db.execute<RelationRow>(RELATIONS);
  const oids = relations.map(({ oid }) => oid);
  const columns = byRelation(await db.execute<ColumnRow>(columnsOf(oids)));
  const uniqueKeys = byRelation(await db.execute<UniqueRow>(uniqueKeysOf(oids)));
  const foreignKeys = byRelation(await db.execute<ForeignKeyRow>(foreignKeysOf(oids)));
  const tables = relations.map((relation): ViewQuery => {
    const own = (columns.get(relation.oid) ?? []).map(columnFacts);
    const unique = (uniqueKeys.get(relation.oid) ?? []).map(uniqueFacts);
    return {
      oid: relation.oid,
      schema: relation.schema,
      name: relation.name,
      relation: RELATION_KINDS[relation.kind] ?? "table",
      comment: relation.comment,
      estimatedRecords: relation.estimated < 0 ? null : relation.estimated,
      columns: own,
      key: keyOf(own, unique),
      uniqueKeys: unique,
      foreignKeys: (foreignKeys.get(relation.oid) ?? []).map(foreignKeyFacts),
      may: relation.may,
      writable: relation.writable,
      hasChildren: relation.has_children,
      rowSecurity: relation.row_security,
      triggers: relation.triggers.map(triggerFacts),
      rules: relation.rules,
      losesRecords: false,
      query: relation.query,
      checkOption: relation.check_option,
    };
  });
  return withViewKeys(tables);
}

const RELATION_KINDS: Record<string, TableFacts["relation"]> = {
  r: "table",
  p: "partitioned",
  v: "view",
  m: "materialized_view",
  f: "foreign",
};

function byRelation<T extends { relation: number }>(rows: readonly T[]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const own = found.get(row.relation);
    if (own) own.push(row);
    else found.set(row.relation, [row]);
  }
  return found;
}

/** The primary key; else a unique key whose columns are never null, and which is held at each statement. */
function keyOf(columns: ColumnFacts[], unique: UniqueFacts[]): TableFacts["key"] {
  const neverNull = (name: string) => columns.some((column) => column.name === name && column.notNull);
  const key = unique.find(({ primary, deferrable, columns: own }) => primary || (!deferrable && own.every(neverNull)));
  return key ? { columns: key.columns, primary: key.primary } : null;
}

const TYPE_CLASSES: Record<string, ColumnFacts["typeClass"]> = {
  e: "enum",
  c: "composite",
  r: "range",
  m: "multirange",
};

function columnFacts(row: ColumnRow): ColumnFacts {
  return {
    place: row.place,
    name: row.name,
    type: row.type,
    baseType: row.base_type,
    typeClass: TYPE_CLASSES[row.type_class] ?? "base",
    isArray: row.is_array,
    isMatrix: row.is_matrix,
    itemType: row.item_type,
    enumValues: row.enum_values,
    notNull: row.not_null || row.not_null_domain,
    notNullDomain: row.not_null_domain,
    defaultExpression: row.default_expression,
    identity: row.identity === "a" ? "always" : row.identity === "d" ? "by_default" : null,
    generated: row.generated === "s" ? "stored" : row.generated === "v" ? "virtual" : null,
    ordered: row.ordered,
    comment: row.comment,
    may: { select: row.may_select, insert: row.may_insert, update: row.may_update },
  };
}

function uniqueFacts(row: UniqueRow): UniqueFacts {
  const { name, columns, primary, deferrable } = row;
  return { name, columns, primary, deferrable, nullsNotDistinct: row.nulls_not_distinct };
}

const ACTIONS: Record<string, ReferentialAction> = {
  a: "no_action",
  r: "restrict",
  c: "cascade",
  n: "set_null",
  d: "set_default",
};

function foreignKeyFacts(row: ForeignKeyRow): ForeignKeyFacts {
  return {
    name: row.name,
    columns: row.columns,
    target: { schema: row.target_schema, name: row.target_name, columns: row.target_columns },
    onDelete: ACTIONS[row.on_delete] ?? "no_action",
    onUpdate: ACTIONS[row.on_update] ?? "no_action",
    deferrable: row.deferrable,
    period: row.period,
  };
}

/** `tgtype` is a set of bits: row 1, before 2, insert 4, delete 8, update 16, truncate 32. */
function triggerFacts({ name, type }: { name: string; type: number }): TableFacts["triggers"][number] {
  const events = { insert: 4, delete: 8, update: 16, truncate: 32 };
  return {
    name,
    events: Object.entries(events).flatMap(([event, bit]) => (type & bit ? [event] : [])),
    before: (type & 2) > 0,
    perRow: (type & 1) > 0,
  };
}
