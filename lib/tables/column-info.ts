import type { ColumnSource } from "./column-source";
import { filterOperatorsOf, kindOf } from "./kinds/index";
import type { KindId } from "./kinds/kind-info";
import type { ColumnInfo } from "./model/table-info";
import type { ColumnDef } from "./table-def";

export interface ColumnOptions {
  label?: string;
  /** Overrides the kind taken from the database type, for example `longText` for a `text` column. */
  kind?: KindId;
  editable?: boolean;
  searchable?: boolean;
  hidden?: boolean;
  /** Grid width in px. */
  width?: number;
  /** The least role for each verb, where it is more than the table asks for. */
  access?: ColumnDef["access"];
}

const INTEGER_BOUNDS: Record<string, [number, number]> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
  // As near as a number comes: the kind counts in whole digits.
  bigint: [-(2 ** 63), 2 ** 63],
};

/** Everything that the database or the schema says about one column, and what the declaration adds. */
export function columnInfo(id: string, source: ColumnSource, options: ColumnOptions): ColumnInfo {
  const type = integerType(source.type);
  const { references } = source;
  const inKey = source.key !== null;
  const kind = options.kind ?? kindOfColumn(type, source);
  const [, precision, scale] = /^numeric\((\d+)(?:,\s*(\d+))?\)/.exec(type) ?? [];
  const [, length] = /^(?:varchar|char|character varying|character)\((\d+)\)$/.exec(type) ?? [];
  const bounds = INTEGER_BOUNDS[OF_INTEGERS[type] ?? type.replace("[]", "")];
  const { align, sortable, width } = kindOf(kind);
  const info: ColumnInfo = {
    id,
    label: options.label ?? humanise(id),
    help: source.comment ?? null,
    kind,
    align,
    sortable: sortable && (source.ordered ?? true),
    filterOperators: [],
    nullable: source.nullable,
    editable: options.editable ?? (source.key !== "identity" && !source.readOnly),
    primaryKey: inKey,
    hasDefault: source.hasDefault,
    searchable: options.searchable ?? (kind === "text" || (inKey && kind !== "raw" && type !== "uuid")),
    hidden: options.hidden ?? false,
    width: options.width ?? width,
    maxLength: length ? Number(length) : null,
    floating: /^(real|double precision)/.test(type),
    precision: precision ? Number(precision) : null,
    scale: precision ? Number(scale ?? 0) : null,
    min: bounds?.[0] ?? null,
    max: bounds?.[1] ?? null,
    enumValues: source.enumValues,
    references,
    withTimeZone: type.includes("with time zone") || type === "tstzrange",
    itemKind: ITEMS.has(kind) ? itemKind(type, source.enumValues !== null) : null,
  };
  info.filterOperators = filterOperatorsOf(info).map(({ operator, label, operand }) => ({ operator, label, operand }));
  return info;
}

const OF_INTEGERS: Record<string, string> = { int4range: "integer", int8range: "bigint" };
/** Kinds that are made of another. */
const ITEMS = new Set<KindId>(["array", "foreignKey", "range", "network"]);
const RANGES = /^(int4|int8|num|date|ts|tstz)range$/;

function itemKind(type: string, isEnum: boolean): ColumnInfo["itemKind"] {
  if (isEnum) return "enum";
  if (type.startsWith("boolean")) return "boolean";
  if (type === "numrange" || /^(numeric|real|double precision)/.test(type)) return "decimal";
  if (type === "daterange") return "date";
  if (/^ts(tz)?range$/.test(type)) return "timestamp";
  if (/^(inet|cidr)$/.test(type)) return "address";
  if (type.startsWith("macaddr")) return type === "macaddr8" ? "mac8" : "mac";
  if (/^(small|big)?int/.test(type)) return "integer";
  return type.startsWith("uuid") ? "uuid" : "text";
}

function integerType(type: string): string {
  return { serial: "integer", smallserial: "smallint", bigserial: "bigint" }[type] ?? type;
}

/** Types whose values are texts to people. */
const TEXTS = /^(text|varchar|char|bpchar|character varying|character|citext|name)(\(\d+\))?$/;
/** Arrays whose items an editor knows. */
const LISTS =
  /^(text|varchar|character varying|smallint|integer|bigint|uuid|numeric|real|double precision|boolean)(\(\d+(, ?\d+)?\))?\[\]$/;

function kindOfColumn(type: string, { enumValues, references, key }: ColumnSource): KindId {
  if (references) return "foreignKey";
  // A key is told by its text.
  if (type === "bytea" && key === null) return "binary";
  if (type.endsWith("]")) return enumValues !== null || LISTS.test(type) ? "array" : "raw";
  if (enumValues !== null) return "enum";
  if (INTEGER_BOUNDS[type]) return "integer";
  if (/^(numeric|real|double precision)/.test(type)) return "decimal";
  if (type === "boolean" || type === "date" || type === "uuid") return type;
  if (type.startsWith("timestamp")) return "timestamp";
  if (/^jsonb?$/.test(type)) return "json";
  if (type.startsWith("interval")) return "interval";
  if (/^time\b/.test(type)) return "time";
  if (RANGES.test(type)) return "range";
  if (/^(inet|cidr|macaddr8?)$/.test(type)) return "network";
  return TEXTS.test(type) ? "text" : "raw";
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
