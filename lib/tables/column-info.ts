import { getTableColumns, getTableName } from "drizzle-orm";
import type { ForeignKey, PgColumn } from "drizzle-orm/pg-core";
import { filterOperatorsOf, kindOf } from "./kinds/index";
import type { KindId } from "./kinds/kind-info";
import type { ColumnInfo } from "./model/table-info";

export interface ColumnOptions {
  label?: string;
  /** Overrides the kind taken from the database type, for example `longText` for a `text` column. */
  kind?: KindId;
  editable?: boolean;
  searchable?: boolean;
  hidden?: boolean;
  /** Grid width in px. */
  width?: number;
}

const INTEGER_BOUNDS: Record<string, [number, number]> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
  // As near as a number comes: the kind counts in whole digits.
  bigint: [-(2 ** 63), 2 ** 63],
};

/** Everything that the schema says about one column, and what the declaration adds. */
export function columnInfo(
  id: string,
  pgColumn: PgColumn,
  foreignKeys: ForeignKey[],
  inKey: boolean,
  options: ColumnOptions,
): ColumnInfo {
  const type = integerType(pgColumn.getSQLType());
  const references = referenceOf(pgColumn, foreignKeys);
  const enumValues = pgColumn.enumValues?.length ? [...pgColumn.enumValues] : null;
  const kind = options.kind ?? kindFromType(type, enumValues !== null, references !== null);
  const [, precision, scale] = /^numeric\((\d+)(?:,\s*(\d+))?\)/.exec(type) ?? [];
  const [, length] = /^(?:varchar|char)\((\d+)\)/.exec(type) ?? [];
  const bounds = INTEGER_BOUNDS[type];
  const { align, sortable, width } = kindOf(kind);
  const info: ColumnInfo = {
    id,
    label: options.label ?? humanise(id),
    kind,
    align,
    sortable,
    filterOperators: [],
    nullable: !pgColumn.notNull,
    editable:
      options.editable ?? (!inKey && pgColumn.generated === undefined && pgColumn.generatedIdentity?.type !== "always"),
    primaryKey: inKey,
    hasDefault: pgColumn.hasDefault || pgColumn.generatedIdentity !== undefined,
    searchable: options.searchable ?? (kind === "text" || (inKey && type !== "uuid")),
    hidden: options.hidden ?? false,
    width: options.width ?? width,
    maxLength: length ? Number(length) : null,
    precision: precision ? Number(precision) : null,
    scale: precision ? Number(scale ?? 0) : null,
    min: bounds?.[0] ?? null,
    max: bounds?.[1] ?? null,
    enumValues,
    references,
    withTimeZone: type.includes("with time zone"),
    itemKind: kind === "array" || kind === "foreignKey" ? itemKind(type) : null,
  };
  info.filterOperators = filterOperatorsOf(info).map(({ operator, label, operand }) => ({ operator, label, operand }));
  return info;
}

function itemKind(type: string): ColumnInfo["itemKind"] {
  if (/^(small|big)?int/.test(type)) return "integer";
  return type.startsWith("uuid") ? "uuid" : "text";
}

function integerType(type: string): string {
  return { serial: "integer", smallserial: "smallint", bigserial: "bigint" }[type] ?? type;
}

function kindFromType(type: string, isEnum: boolean, isReference: boolean): KindId {
  if (isReference) return "foreignKey";
  if (type.endsWith("]")) return "array";
  if (isEnum) return "enum";
  if (INTEGER_BOUNDS[type]) return "integer";
  if (/^(numeric|real|double precision)/.test(type)) return "decimal";
  if (type === "boolean" || type === "date" || type === "uuid") return type;
  if (type.startsWith("timestamp")) return "timestamp";
  if (type.startsWith("json")) return "json";
  return "text";
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

/** `order_lines` → "Order lines", `surveyedOn` → "Surveyed on". */
export function humanise(name: string): string {
  const words =
    name
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .replace(/_/g, " ")
      .toLowerCase()
      .replace(/ id$/, "")
      .trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
