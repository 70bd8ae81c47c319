import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { BulkOptions } from "@/lib/bulk/model/options";
import type { Actor, Role } from "@/lib/model/actor";
import type { NotificationRule } from "@/lib/notify/notification-rules";
import type { ColumnInfo, TableInfo } from "./model/table-info";

/** A declared column: what the browser knows of it, and where it lives. */
export interface ColumnDef extends ColumnInfo {
  pgColumn: PgColumn;
  /** Name in the database; history is keyed by it. */
  dbName: string;
  /** Its value is computed from others. */
  computed: boolean;
  /** Nobody can write it: computed, always the database's own, or the account has no right to. */
  readOnly: boolean;
  /** The least role for each verb, where it is not the table's; `tableFor` heeds it. */
  access: { view?: Role; edit?: Role };
}

/** The columns that tell a table's records apart, one to four, and a record's id as text. */
export interface TableKey {
  /** Of a table that others inherit from, the last is `tableoid`, which is none of its columns. */
  columns: ColumnDef[];
  /** The id of the row at hand: of one column its text, of several a JSON array of texts. */
  text: SQL;
  /** The same of values that stand elsewhere, one per column and of its type. */
  textOf: (values: SQL[]) => SQL;
  /** An id's values in the types of the key's columns, named k0, k1, … */
  valuesOf: (id: SQL) => SQL;
  /** Those names, for ORDER BY. */
  valueNames: SQL;
  /** The table's row has the values k0, k1, … of `source`. */
  on: (source: string) => SQL;
  /** After a left join: there is no such row. */
  absent: SQL;
  /** For ORDER BY. */
  order: SQL;
  /**
   * The row is one of these records; one parameter, however many they are.
   * @throws AppError INVALID when an id cannot be one (`abc` for an integer key)
   */
  in: (ids: string[]) => SQL;
  /** The same for the ids that a query answers, as its one column. */
  among: (ids: SQL) => SQL;
  /** The id as the database itself writes it (`007` → `7`); undefined when it cannot be one. */
  parse: (id: string) => string | undefined;
  /** The id of these values, one per column; undefined where one is missing or can't be one. */
  idOf: (values: unknown[]) => string | undefined;
}

/** A declared table: made by `defineTable`, found through the registry. */
export interface TableDef {
  name: string;
  label: string;
  pgTable: PgTable;
  columns: ColumnDef[];
  /** What tells its records apart. */
  key: TableKey;
  /** Ids of columns that tell records apart, alone or together: the primary key, unique constraints and indexes. */
  uniqueKeys: string[][];
  recordLabel: ColumnDef;
  /** Its rows have versions (`xmin`): those of views have none. */
  hasRowVersion: boolean;
  /** Why a verb is not possible at all, in a sentence; null where it is. */
  limits: TableInfo["limits"];
  /** What of the database's own has a say in it, as “trigger log_changes”. */
  besides: Record<"update" | "insert" | "delete", string[]>;
  access: { view: Role; edit: Role; delete: Role };
  scope: (actor: Actor) => SQL | undefined;
  bulk: BulkOptions;
  /** Its place in the sidebar before all tables that have none. */
  position: number | null;
  /** Names of the settings that code or the user's file says (`bulk.lanes`, `scope`): no admin changes them on the page. */
  fixed: ReadonlySet<string>;
  /** `bulk.notification`, read. Empty: nobody is told. */
  notification: NotificationRule[];
  /** The part that the browser may know, plain JSON. */
  info: TableInfo;
  /** @throws AppError UNKNOWN_COLUMN */
  column: (id: string) => ColumnDef;
  /** Of a table as one person has it (`tableFor`): the whole of it. Null: this is the whole. */
  whole: TableDef | null;
}
