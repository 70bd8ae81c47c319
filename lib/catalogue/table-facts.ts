/** What `pg_catalog` says of one table, as plain facts: no Drizzle, no rules of ours. */
export interface TableFacts {
  oid: number;
  schema: string;
  name: string;
  relation: "table" | "partitioned" | "view" | "materialized_view" | "foreign";
  comment: string | null;
  /** Of the planner's statistics; null while it has none. */
  estimatedRecords: number | null;
  columns: ColumnFacts[];
  /** Database names of the primary key's columns, in its order; else of the first unique key that is never null. */
  key: { columns: string[]; primary: boolean } | null;
  /** Of each unique constraint or index over whole columns of all records; the primary key first. */
  uniqueKeys: UniqueFacts[];
  foreignKeys: ForeignKeyFacts[];
  /** Rights of the connected role on the whole table; those on single columns stand there. */
  may: { select: boolean; insert: boolean; update: boolean; delete: boolean };
  /** What of a view Postgres passes on to its table. Of tables: everything. */
  writable: { insert: boolean; update: boolean; delete: boolean };
  /** Other tables inherit from it. */
  hasChildren: boolean;
  /** A view that an edit may take a record out of, where nobody finds it to take the edit back. */
  losesRecords: boolean;
  rowSecurity: boolean;
  triggers: { name: string; events: string[]; before: boolean; perRow: boolean }[];
  rules: { name: string; event: "insert" | "update" | "delete" }[];
}

export interface ColumnFacts {
  /** Its number in the table. */
  place: number;
  name: string;
  /** As `format_type` writes it, with schema where one is needed: `numeric(10,2)`, `types.mood[]`. */
  type: string;
  /** The same, a domain resolved to what it is made of. */
  baseType: string;
  /** The class of the base type, or of an array's items. */
  typeClass: "base" | "enum" | "composite" | "range" | "multirange";
  isArray: boolean;
  /** Declared with more than one dimension, which no list editor shows. */
  isMatrix: boolean;
  /** Of an array: the type of an item. */
  itemType: string | null;
  /** Labels of an enum, or of the items of an array of one. */
  enumValues: string[] | null;
  notNull: boolean;
  /** The domain, or one below it, refuses null whatever the column says. */
  notNullDomain: boolean;
  /** The expression that fills it where nothing is given; a sequence's `nextval` is one. */
  defaultExpression: string | null;
  identity: "always" | "by_default" | null;
  generated: "stored" | "virtual" | null;
  /** Whether its type has an order, so that it can be sorted and compared. */
  ordered: boolean;
  comment: string | null;
  may: { select: boolean; insert: boolean; update: boolean };
}

export interface UniqueFacts {
  name: string;
  columns: string[];
  primary: boolean;
  deferrable: boolean;
  /** Two nulls count as the same value. */
  nullsNotDistinct: boolean;
}

export type ReferentialAction = "no_action" | "restrict" | "cascade" | "set_null" | "set_default";

export interface ForeignKeyFacts {
  name: string;
  columns: string[];
  target: { schema: string; name: string; columns: string[] };
  onDelete: ReferentialAction;
  onUpdate: ReferentialAction;
  deferrable: boolean;
  /** A temporal key (PERIOD, Postgres 18): the last column is a range that must be covered. */
  period: boolean;
}
