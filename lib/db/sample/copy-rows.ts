import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type postgres from "postgres";

export type Value = string | number | boolean | null;
/** Called with the number of rows sent since the last call. */
export type OnRows = (count: number) => void;

const BATCH = 1_000;

/** Streams rows into a table with COPY, the fastest way in; the values are in the order of `columns`. */
export async function copyRows(
  sql: postgres.Sql,
  table: string,
  columns: string[],
  rows: Value[][],
  onRows: OnRows,
): Promise<void> {
  const writable = await sql`copy ${sql(table)} (${sql(columns)}) from stdin`.writable();
  await pipeline(Readable.from(batches(rows, onRows)), writable);
}

function* batches(rows: Value[][], onRows: OnRows): Generator<string> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    yield batch.map((row) => `${row.map(encode).join("\t")}\n`).join("");
    onRows(batch.length);
  }
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** COPY's text format. */
function encode(value: Value): string {
  if (value === null) return "\\N";
  return String(value).replace(/[\\\t\n\r]/g, (each) => ESCAPES[each] ?? each);
}
