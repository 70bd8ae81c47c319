import { getTableColumns, getTableName, type SQL } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import type { Actor, Role } from "@/lib/model/actor";
import { chunkSizeUnder } from "@/lib/bulk/model/limits";
import { type BulkOptions, DEFAULT_BULK_OPTIONS } from "@/lib/bulk/model/options";
import { AppError } from "@/lib/model/errors";
import { type NotificationRule, notificationRules } from "@/lib/notify/notification-rules";
import { columnInfo, type ColumnOptions, humanise } from "./column-info";
import type { ColumnInfo, TableInfo } from "./model/table-info";
import { uniqueKeys } from "./unique-keys";

export interface TableOptions<T extends PgTable> {
  label?: string;
  /** The column that names a record to people. Default: `name`, `title` or `label`, else the first text column, else the key. */
  recordLabel?: keyof T["_"]["columns"] & string;
  columns?: { [K in keyof T["_"]["columns"] & string]?: ColumnOptions };
  /** The least role for each verb. Default: view `viewer`, edit `editor`, delete `admin`. */
  access?: Partial<TableDef["access"]>;
  /** SQL that limits which records an actor sees and edits; `undefined` means all of them. */
  scope?: (actor: Actor) => SQL | undefined;
  bulk?: Partial<BulkOptions>;
}

/** A declared column: what the browser knows of it, and where it lives. */
export interface ColumnDef extends ColumnInfo {
  pgColumn: PgColumn;
  /** Name in the database; history is keyed by it. */
  dbName: string;
}

/** A declared table: made by `defineTable`, found through the registry. */
export interface TableDef {
  name: string;
  label: string;
  pgTable: PgTable;
  columns: ColumnDef[];
  primaryKey: ColumnDef;
  /** Ids of columns that tell records apart, alone or together: the primary key, unique constraints and indexes. */
  uniqueKeys: string[][];
  recordLabel: ColumnDef;
  access: { view: Role; edit: Role; delete: Role };
  scope: (actor: Actor) => SQL | undefined;
  bulk: BulkOptions;
  /** Bulk options that the declaration names; the others are defaults. */
  declared: (keyof BulkOptions)[];
  /** `bulk.notification`, read. Empty: nobody is told. */
  notification: NotificationRule[];
  /** The part that the browser may know, plain JSON. */
  info: TableInfo;
  /** @throws AppError UNKNOWN_COLUMN */
  column: (id: string) => ColumnDef;
}

/**
 * Declares a Drizzle table to Swath. Everything has a default taken from the schema, so `defineTable(ordersTable)` is enough.
 *
 * @throws Error when the table has no single-column primary key, or an option names a column or a channel that does not
 * exist: these are the developer's to mend, so they stop the process at start.
 */
export function defineTable<T extends PgTable>(pgTable: T, options: TableOptions<T> = {}): TableDef {
  const name = getTableName(pgTable);
  const columnOptions = (options.columns ?? {}) as Record<string, ColumnOptions | undefined>;
  const config = getTableConfig(pgTable);
  const keys = Object.entries(getTableColumns(pgTable));

  const unknown = Object.keys(columnOptions).filter((id) => !keys.some(([key]) => key === id));
  if (unknown.length > 0) throw new Error(`defineTable(${name}): no such column: ${unknown.join(", ")}.`);

  const columns = keys.map(([id, pgColumn]) => ({
    ...columnInfo(id, pgColumn, config.foreignKeys, columnOptions[id] ?? {}),
    pgColumn,
    dbName: pgColumn.name,
  }));
  const primaryKeys = columns.filter((c) => c.primaryKey);
  const [primaryKey] = primaryKeys;
  if (!primaryKey || primaryKeys.length > 1 || config.primaryKeys.length > 0) {
    throw new Error(`defineTable(${name}): Swath needs a primary key of exactly one column.`);
  }
  const keysOfTable = uniqueKeys(config, columns);
  const recordLabel = labelColumn(columns, options.recordLabel) ?? primaryKey;

  const table = {
    name,
    label: options.label ?? humanise(name),
    access: { view: "viewer", edit: "editor", delete: "admin", ...options.access } as const,
    bulk: {
      ...DEFAULT_BULK_OPTIONS,
      chunkSize: chunkSizeUnder(options.bulk?.maxRecordsPerSecond ?? null),
      ...options.bulk,
    },
  };
  return {
    ...table,
    declared: Object.keys(options.bulk ?? {}) as (keyof BulkOptions)[],
    pgTable,
    columns,
    primaryKey,
    uniqueKeys: keysOfTable,
    recordLabel,
    scope: options.scope ?? (() => undefined),
    notification: notificationRules(name, table.bulk.notification, table.bulk.onFinish !== undefined),
    info: {
      ...table,
      recordLabel: recordLabel.id,
      primaryKey: primaryKey.id,
      uniqueKeys: keysOfTable,
      columns: columns.map(({ pgColumn: _column, dbName: _name, ...info }) => info),
      bulk: {
        async: table.bulk.async,
        minAsyncRecords: table.bulk.minAsyncRecords,
        maxDirectRecords: table.bulk.maxDirectRecords,
        maxAtomicRecords: table.bulk.maxAtomicRecords,
        errorPolicy: table.bulk.errorPolicy,
        conflictPolicy: table.bulk.conflictPolicy,
      },
    },
    column(id) {
      const column = columns.find((c) => c.id === id);
      if (!column)
        throw new AppError("UNKNOWN_COLUMN", `${table.label} has no column “${id}”.`, {
          fields: { [id]: "Unknown column." },
        });
      return column;
    },
  };
}

function labelColumn(columns: ColumnDef[], asked: string | undefined): ColumnDef | undefined {
  if (asked) return columns.find((c) => c.id === asked);
  return (
    ["name", "title", "label"].map((id) => columns.find((c) => c.id === id)).find(Boolean) ??
    columns.find((c) => c.kind === "text" && !c.primaryKey)
  );
}
