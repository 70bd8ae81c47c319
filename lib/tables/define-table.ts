import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Actor } from "@/lib/model/actor";
import { chunkSizeUnder } from "@/lib/bulk/model/limits";
import { type BulkOptions, DEFAULT_BULK_OPTIONS } from "@/lib/bulk/model/options";
import { AppError } from "@/lib/model/errors";
import { notificationRules } from "@/lib/notify/notification-rules";
import { columnInfo, type ColumnOptions, humanise } from "./column-info";
import { drizzleSource } from "./column-source";
import { settingRows } from "./settings/overrides";
import type { ColumnDef, TableDef } from "./table-def";
import { tableKey } from "./table-key";
import { uniqueKeys } from "./unique-keys";

export interface TableOptions<T extends PgTable> {
  label?: string;
  /** The column that names a record to people. Default: `name`, `title` or `label`, else the first text column, else the key. */
  recordLabel?: keyof T["_"]["columns"] & string;
  columns?: { [K in keyof T["_"]["columns"] & string]?: ColumnOptions };
  /** The least role for each verb. Default: view `viewer`, edit `editor`, delete `admin`. */
  access?: Partial<TableDef["access"]>;
  /** SQL that limits which records an actor sees and edits; `undefined` means all of them. */
  scope?: (actor: Actor, tag: typeof sql) => SQL | undefined;
  bulk?: Partial<BulkOptions>;
}

/**
 * Declares a Drizzle table to Swath. Everything has a default taken from the schema, so `defineTable(ordersTable)` is enough.
 *
 * @throws Error when nothing tells the table's records apart (a primary key of up to four columns, or a unique key of
 * columns that are never null), or an option names a column or a channel that does not
 * exist: these are the developer's to mend, so they stop the process at start.
 */
export function defineTable<T extends PgTable>(pgTable: T, options: TableOptions<T> = {}): TableDef {
  const name = getTableName(pgTable);
  const columnOptions = (options.columns ?? {}) as Record<string, ColumnOptions | undefined>;
  const config = getTableConfig(pgTable);
  const keys = Object.entries(getTableColumns(pgTable));

  const unknown = Object.keys(columnOptions).filter((id) => !keys.some(([key]) => key === id));
  if (unknown.length > 0) throw new Error(`defineTable(${name}): no such column: ${unknown.join(", ")}.`);

  const together = config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const primary = [...together, ...keys.filter(([, column]) => column.primary).map(([, column]) => column.name)];
  const columns = keys.map(([id, pgColumn]) => {
    const source = drizzleSource(pgColumn, config.foreignKeys, primary);
    return {
      ...columnInfo(id, source, columnOptions[id] ?? {}),
      pgColumn,
      dbName: pgColumn.name,
      computed: pgColumn.generated !== undefined,
      readOnly: source.readOnly,
      access: columnOptions[id]?.access ?? {},
    };
  });
  const keysOfTable = uniqueKeys(config, columns);
  const key = tableKey(humanise(name), keyColumns(name, columns, config, keysOfTable));
  const fixed = new Set(settingRows(options).map(([setting]) => setting));
  return assembleTable({ name, pgTable, columns, key, uniqueKeys: keysOfTable, fixed }, options);
}

/** What a table is made of, wherever it was read. */
export interface TableParts extends Pick<TableDef, "name" | "pgTable" | "columns" | "key" | "uniqueKeys" | "fixed"> {
  label?: string;
  recordLabel?: string;
  limits?: TableDef["limits"];
  besides?: TableDef["besides"];
  hasRowVersion?: boolean;
}

/** A table with its options and their defaults. @throws Error for an option that names what does not exist */
export function assembleTable(
  parts: TableParts,
  options: Omit<TableOptions<PgTable>, "columns" | "recordLabel"> & { recordLabel?: string; position?: number },
): TableDef {
  const { name, pgTable, columns, key, uniqueKeys: keysOfTable, fixed } = parts;
  const recordLabel = labelColumn(columns, options.recordLabel ?? parts.recordLabel) ?? key.columns[0]!;
  const table = {
    name,
    label: options.label ?? parts.label ?? humanise(name),
    access: { view: "viewer", edit: "editor", delete: "admin", ...options.access } as const,
    bulk: {
      ...DEFAULT_BULK_OPTIONS,
      chunkSize: chunkSizeUnder(options.bulk?.maxRecordsPerSecond ?? null),
      ...options.bulk,
    },
  };
  return {
    ...table,
    position: options.position ?? null,
    fixed,
    pgTable,
    columns,
    key,
    uniqueKeys: keysOfTable,
    recordLabel,
    limits: parts.limits ?? NO_LIMITS,
    besides: parts.besides ?? NOTHING_BESIDES,
    hasRowVersion: parts.hasRowVersion ?? true,
    scope: (actor) => {
      const own = options.scope?.(actor, sql);
      // Once for all: a bare `or` in it would widen whatever condition it joins.
      return own && sql`(${own})`;
    },
    notification: notificationRules(name, table.bulk.notification, table.bulk.onFinish !== undefined),
    info: {
      ...table,
      recordLabel: recordLabel.id,
      key: key.columns.filter((column) => columns.includes(column)).map(({ id }) => id),
      uniqueKeys: keysOfTable,
      limits: parts.limits ?? NO_LIMITS,
      columns: columns.map(
        ({ pgColumn: _column, dbName: _name, computed: _c, readOnly: _r, access: _a, ...info }) => info,
      ),
      bulk: {
        async: table.bulk.async,
        minAsyncRecords: table.bulk.minAsyncRecords,
        maxDirectRecords: table.bulk.maxDirectRecords,
        maxAtomicRecords: table.bulk.maxAtomicRecords,
        errorPolicy: table.bulk.errorPolicy,
        conflictPolicy: table.bulk.conflictPolicy,
      },
    },
    column: (id) => columnOf({ label: table.label, columns }, id),
    whole: null,
  };
}

/** @throws AppError UNKNOWN_COLUMN */
export function columnOf({ label, columns }: Pick<TableDef, "label" | "columns">, id: string): ColumnDef {
  const column = columns.find((c) => c.id === id);
  if (!column)
    throw new AppError("UNKNOWN_COLUMN", `${label} has no column “${id}”.`, { fields: { [id]: "Unknown column." } });
  return column;
}

const NO_LIMITS: TableDef["limits"] = { edit: null, insert: null, delete: null };
const NOTHING_BESIDES: TableDef["besides"] = { update: [], insert: [], delete: [] };

const MOST_KEY_COLUMNS = 4;

/** The primary key; else a unique key whose columns are never null. */
function keyColumns(
  name: string,
  columns: ColumnDef[],
  config: ReturnType<typeof getTableConfig>,
  unique: string[][],
): ColumnDef[] {
  const together = config.primaryKeys[0]?.columns.map((column) => columns.find((c) => c.dbName === column.name));
  const single = columns.filter((c) => c.primaryKey);
  const declared = together?.filter((c) => c !== undefined) ?? (single.length > 0 ? single : undefined);
  const found =
    declared ??
    unique
      .map((ids) => columns.filter(({ id }) => ids.includes(id)))
      .find((own) => own.every(({ nullable }) => !nullable));
  if (!found || found.length > MOST_KEY_COLUMNS) {
    throw new Error(
      `defineTable(${name}): Swath needs a primary key, or a unique key that is never null, of up to four columns.`,
    );
  }
  return found;
}

function labelColumn(columns: ColumnDef[], asked: string | undefined): ColumnDef | undefined {
  if (asked) return columns.find((c) => c.id === asked);
  return (
    ["name", "title", "label"].map((id) => columns.find((c) => c.id === id)).find(Boolean) ??
    columns.find((c) => c.kind === "text" && !c.primaryKey)
  );
}
