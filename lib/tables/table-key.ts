import { type SQL, sql } from "drizzle-orm";
import { AppError } from "@/lib/model/errors";
import { typeOf } from "./column-sql";
import { arrayLiteral } from "./kinds/codecs/array-literal";
import type { ColumnDef, TableKey } from "./table-def";

/** @param label of the table, for a refusal in words */
export function tableKey(label: string, columns: ColumnDef[]): TableKey {
  const [first, ...others] = columns;
  if (!first) throw new Error(`${label} has no key.`);
  const textOf = (values: SQL[]) => {
    const texts = list(columns.map((column, i) => keyText(column, values[i] ?? sql`null`)));
    return others.length > 0 ? sql`jsonb_build_array(${texts})::text` : texts;
  };
  const partOf = (id: SQL, i: number) => (others.length > 0 ? sql`(${id}::jsonb ->> ${sql.raw(String(i))})` : id);
  const valueOf = (id: SQL, column: ColumnDef, i: number) =>
    isRelation(column) ? sql`to_regclass(${partOf(id, i)})::oid` : sql`(${partOf(id, i)})::${typeOf(column)}`;
  const row = (parts: SQL[]) => (others.length > 0 ? sql`(${list(parts)})` : list(parts));
  const names = columns.map(({ pgColumn }) => sql`${pgColumn}`);
  const parse = (id: string) => (others.length > 0 ? parseSeveral(columns, id) : parseKeyText(first, id) || undefined);

  const among = (ids: SQL) =>
    sql`${row(names)} in (select ${list(columns.map((column, i) => valueOf(sql`swath_id.id`, column, i)))} from (${ids}) as swath_id(id))`;

  return {
    columns,
    text: textOf(names),
    textOf,
    valuesOf: (id) => list(columns.map((column, i) => sql`${valueOf(id, column, i)} as ${sql.raw(`k${i}`)}`)),
    valueNames: list(columns.map((_, i) => sql.raw(`k${i}`))),
    on: (source) => sql`${row(names)} = ${row(columns.map((_, i) => sql.raw(`${source}.k${i}`)))}`,
    absent: sql`${first.pgColumn} is null`,
    order: list(names),
    in: (ids) => {
      const known = ids.map((id) => parse(id) ?? refuse(label));
      return among(sql`select jsonb_array_elements_text(${JSON.stringify(known)}::text::jsonb)`);
    },
    among,
    parse,
    idOf: (values) => {
      const own = columns.map((column, i) => textIn(column, values[i]));
      if (own.includes(undefined)) return undefined;
      return others.length > 0 ? idOfTexts(own) : own[0] || undefined;
    },
  };
}

const list = (parts: SQL[]): SQL => sql.join(parts, sql`, `);

function textIn(column: ColumnDef, value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : parseKeyText(column, literalText(value));
}

/** A value in the form that its type reads. */
export const literalText = (value: unknown): string => (Array.isArray(value) ? arrayLiteral(value) : String(value));

/** As `jsonb` writes an array of texts, so that an id made here is the one that the database makes. */
const idOfTexts = (texts: unknown[]): string => `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;

function refuse(label: string): never {
  throw new AppError("INVALID", `That is not the id of a record of ${label}.`, { fields: { ids: "Not a record id." } });
}

/** An instant is written in UTC, whatever zone the session has: an id must be the same text everywhere. */
function keyText(column: ColumnDef, value: SQL): SQL {
  if (isRelation(column)) return sql`${value}::regclass::text`;
  return column.withTimeZone && column.kind === "timestamp" ? instantText(value) : sql`${value}::text`;
}

/** Infinity has no zone, and a year before Christ has it in the middle. */
export function instantText(value: SQL): SQL {
  return sql`regexp_replace((${value} at time zone 'UTC')::text, '\\d(?= BC|$)', '\\&+00')`;
}

/** The table that a record is in, where other tables inherit from its own: by name, since its number is none that lasts. */
const isRelation = ({ dbName }: ColumnDef): boolean => dbName === "tableoid";

function parseSeveral(columns: ColumnDef[], id: string): string | undefined {
  const given = readArray(id);
  if (given?.length !== columns.length) return undefined;
  const parts = columns.map((column, i) => parseKeyText(column, given[i] ?? ""));
  return parts.includes(undefined) ? undefined : idOfTexts(parts);
}

function readArray(id: string): string[] | undefined {
  try {
    const parts: unknown = JSON.parse(id);
    return Array.isArray(parts) && parts.every((part) => typeof part === "string") ? parts : undefined;
  } catch {
    return undefined;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const INTEGERS: Record<string, [bigint, bigint]> = {
  smallint: [-(2n ** 15n), 2n ** 15n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** A key's text as the database writes it; undefined where it can't be cast to the column's type. */
export function parseKeyText(column: ColumnDef, text: string): string | undefined {
  let parse = parsers.get(column);
  if (!parse) parsers.set(column, (parse = parserOf(column)));
  return parse(text);
}

type ParseKey = (text: string) => string | undefined;

/** A file has millions of keys. */
const parsers = new WeakMap<ColumnDef, ParseKey>();

function parserOf({ pgColumn }: ColumnDef): ParseKey {
  const type = pgColumn.getSQLType();
  if (type === "uuid") return (text) => (UUID.test(text) ? text.toLowerCase() : undefined);
  const bounds = INTEGERS[type.replace(/^serial$/, "integer").replace(/serial$/, "int")];
  if (!bounds) return (text) => (text.includes("\u0000") ? undefined : text);
  return (text) => {
    if (!/^-?\d{1,19}$/.test(text)) return undefined;
    const value = text.length < 16 ? Number(text) : BigInt(text);
    // Minus zero has no sign, as text too.
    return value >= bounds[0] && value <= bounds[1] ? value.toString() : undefined;
  };
}
