import pg from "pg";

type Parse = (text: string) => unknown;

const asIs: Parse = (text) => text;
const textArray = pg.types.getTypeParser(1009 as never) as (text: string) => unknown[];
const arrayOf = (parse: Parse): Parse => {
  const each = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(each) : value === null ? null : parse(value as string);
  return (text) => each(textArray(text));
};

const boolean: Parse = (text) => text === "t";
const json: Parse = (text) => JSON.parse(text) as unknown;
const bytes = pg.types.getTypeParser(pg.types.builtins.BYTEA) as Parse;

/**
 * By type: numbers where JavaScript holds them exactly, text where it doesn't (bigint, numeric) and for dates and times,
 * which drizzle makes of it what the column says.
 */
const PARSERS = new Map<number, Parse>([
  [16, boolean],
  [17, bytes],
  ...[21, 23, 26, 700, 701].map((oid): [number, Parse] => [oid, Number]),
  [114, json],
  [3802, json],
  [1000, arrayOf(boolean)],
  ...[1005, 1007, 1028, 1021, 1022].map((oid): [number, Parse] => [oid, arrayOf(Number)]),
  ...[1002, 1009, 1014, 1015, 1016, 2951, 1003].map((oid): [number, Parse] => [oid, arrayOf(asIs)]),
  [199, arrayOf(json)],
  [3807, arrayOf(json)],
]);

export const parserOf = (oid: number): Parse => PARSERS.get(oid) ?? asIs;
