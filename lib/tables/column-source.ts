import { getTableColumns, getTableName } from "drizzle-orm";
import type { ForeignKey, PgColumn } from "drizzle-orm/pg-core";
import type { ColumnInfo } from "./model/table-info";

/** What decides how a column is shown and edited, whether a Drizzle schema says it or the database's own catalogue. */
export interface ColumnSource {
  /** As Postgres or Drizzle writes it: `numeric(10,2)`, `character varying(40)`, `text[]`. */
  type: string;
  nullable: boolean;
  /** What it has to do with telling records apart: it does so alone, or as one of several columns. */
  key: "alone" | "part" | null;
  /** Filled by the database where nothing is given. */
  hasDefault: boolean;
  /** Computed, or an identity that is always the database's. */
  readOnly: boolean;
  enumValues: string[] | null;
  references: ColumnInfo["references"];
  /** Whether the type has an order; undefined: as its kind has. */
  ordered?: boolean;
  /** Help for people. */
  comment?: string | null;
}

export function drizzleSource(pgColumn: PgColumn, foreignKeys: ForeignKey[], key: ColumnSource["key"]): ColumnSource {
  const { generated, generatedIdentity } = pgColumn;
  return {
    type: pgColumn.getSQLType(),
    nullable: !pgColumn.notNull,
    key,
    hasDefault: pgColumn.hasDefault || generatedIdentity !== undefined,
    readOnly: generated !== undefined || generatedIdentity?.type === "always",
    enumValues: pgColumn.enumValues?.length ? [...pgColumn.enumValues] : null,
    references: referenceOf(pgColumn, foreignKeys),
  };
}

function referenceOf(pgColumn: PgColumn, foreignKeys: ForeignKey[]): ColumnInfo["references"] {
  for (const foreignKey of foreignKeys) {
    const { columns, foreignTable, foreignColumns } = foreignKey.reference();
    const [target] = foreignColumns;
    if (columns.length === 1 && columns[0]?.name === pgColumn.name && target) {
      const column = Object.entries(getTableColumns(foreignTable)).find(([, c]) => c.name === target.name)?.[0];
      return { table: getTableName(foreignTable), column: column ?? target.name };
    }
  }
  return null;
}
