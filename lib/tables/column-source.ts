import { getTableColumns, getTableName } from "drizzle-orm";
import { type ForeignKey, PgArray, type PgColumn } from "drizzle-orm/pg-core";
import type { ColumnInfo } from "./model/table-info";

/** What decides how a column is shown and edited, whether a Drizzle schema says it or the database's own catalogue. */
export interface ColumnSource {
  /** As Postgres or Drizzle writes it: `numeric(10,2)`, `character varying(40)`, `text[]`. */
  type: string;
  nullable: boolean;
  /** What it has to do with telling records apart. */
  key: PlaceInKey;
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

/**
 * `identity`: it stands for its record and says nothing else, as a key of one column, or a number that the database gives
 * out. `part`: one of several columns, which says something (a region, a day) and is edited like any other.
 */
export type PlaceInKey = "identity" | "part" | null;

export function placeInKey(name: string, key: string[], givenOut: boolean): PlaceInKey {
  if (!key.includes(name)) return null;
  return key.length === 1 || givenOut ? "identity" : "part";
}

export function drizzleSource(pgColumn: PgColumn, foreignKeys: ForeignKey[], key: string[]): ColumnSource {
  const { generated, generatedIdentity } = pgColumn;
  const { enumValues } = pgColumn instanceof PgArray ? pgColumn.baseColumn : pgColumn;
  const hasDefault = pgColumn.hasDefault || generatedIdentity !== undefined;
  return {
    type: pgColumn.getSQLType(),
    nullable: !pgColumn.notNull,
    key: placeInKey(pgColumn.name, key, hasDefault),
    hasDefault,
    readOnly: generated !== undefined || generatedIdentity?.type === "always",
    enumValues: enumValues?.length ? [...enumValues] : null,
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
