import type { Role } from "@/lib/model/actor";
import type { ConflictPolicy, ErrorPolicy } from "@/lib/bulk/model/policies";
import type { Align, KindId, OfferedOperator } from "@/lib/tables/kinds/kind-info";

/** What the browser knows of a column: plain JSON, derived from the Drizzle schema by `defineTable`. */
export interface ColumnInfo {
  /** The key in the Drizzle schema; what filters, sorts, changes and URLs say. */
  id: string;
  label: string;
  /** What somebody wrote about it in the database (COMMENT ON); null where nobody did. */
  help: string | null;
  kind: KindId;
  /** Of the kind: where its values stand in their cells, and whether the table can be sorted by it. */
  align: Align;
  sortable: boolean;
  /** What it can be filtered by, as far as a filter is put in words. */
  filterOperators: OfferedOperator[];
  nullable: boolean;
  editable: boolean;
  primaryKey: boolean;
  /** A new record gets a value here by itself: a default, a sequence, an identity. */
  hasDefault: boolean;
  /** Included in the table page's search. */
  searchable: boolean;
  /** Hidden in the grid until the user shows it. */
  hidden: boolean;
  /** Preferred width in the grid, px. */
  width: number;
  maxLength: number | null;
  /** Decimals: real or double precision, which compute and compare in their own type. */
  floating: boolean;
  /** Decimals: digits in all and after the point. */
  precision: number | null;
  scale: number | null;
  /** Integers and decimals: inclusive bounds of the database type. */
  min: number | null;
  max: number | null;
  enumValues: string[] | null;
  /** Foreign keys: the declared table that holds the label, or null when it is not declared. */
  references: { table: string; column: string } | null;
  /** Timestamps: whether the type knows a time zone. */
  withTimeZone: boolean;
  /** Of arrays: an item. Of foreign keys: the key that they hold. Of ranges: an end. Of networks: what an address is of. */
  itemKind:
    | "text"
    | "integer"
    | "uuid"
    | "decimal"
    | "boolean"
    | "enum"
    | "date"
    | "timestamp"
    | "address"
    | "mac"
    | "mac8"
    | null;
}

export interface TableInfo {
  name: string;
  label: string;
  /** Column ids. */
  recordLabel: string;
  /** Ids of the columns that tell records apart. */
  key: string[];
  /** Why nobody can do it with this table, in a sentence; null where the table allows it. */
  limits: { edit: string | null; insert: string | null; delete: string | null };
  /** Columns of which no two records have the same values: the primary key, unique constraints and indexes. */
  uniqueKeys: string[][];
  columns: ColumnInfo[];
  access: { view: Role; edit: Role; delete: Role };
  bulk: {
    async: boolean;
    minAsyncRecords: number;
    maxDirectRecords: number;
    maxAtomicRecords: number;
    errorPolicy: ErrorPolicy;
    conflictPolicy: ConflictPolicy;
  };
}

/** A record as JSON, keyed by column id: numbers, booleans, strings (dates, decimals, uuids), arrays, json, null. */
export type RecordValues = Record<string, unknown>;

/** A row of the grid: `version` is the row version that a later write is checked against. */
export interface RecordRow {
  id: string;
  version: string;
  values: RecordValues;
  /** Labels of foreign keys by column id, where the referenced table is declared. */
  labels: Record<string, string | null>;
}
