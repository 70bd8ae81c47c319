import { and, sql } from "drizzle-orm";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { counted } from "@/lib/model/locale";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { parseKeyText } from "@/lib/tables/table-key";
import { findTable } from "@/lib/tables/registry";

type Values = Record<string, unknown>;

/** What a text in a foreign key's place means. */
type Meaning = { key: string } | { problem: string };

interface Reference {
  column: ColumnDef;
  target: TableDef;
  key: ColumnDef;
}

/** Texts remembered per column: a file of a million rows names the same records over and over. */
const MOST_REMEMBERED = 50_000;

/**
 * Reads pasted and imported foreign keys, in which people write the label of a record as well as its key. A text that
 * is some record's key means that one; else it is the label of exactly one record that the actor may see, or a problem.
 */
export class ReferenceTexts {
  readonly #ctx: Ctx;
  readonly #references: Reference[];
  readonly #meanings = new Map<string, Map<string, Meaning>>();

  constructor(ctx: Ctx, table: TableDef) {
    this.#ctx = ctx;
    this.#references = table.columns.flatMap((column) => {
      const target = column.references && findTable(column.references.table);
      const key = target?.columns.find(({ id }) => id === column.references?.column);
      return target && key && hasRole(ctx.actor, target.access.view) ? [{ column, target, key }] : [];
    });
  }

  /** Looks up everything that these records say in foreign keys: one query per column, however many they are. */
  async load(records: Values[]): Promise<void> {
    for (const reference of this.#references) {
      const { id } = reference.column;
      let known = this.#meanings.get(id);
      if (!known || known.size > MOST_REMEMBERED) this.#meanings.set(id, (known = new Map()));
      const texts = new Set(records.flatMap((values) => textOf(values[id]) ?? []));
      const asked = [...texts].filter((text) => !known.has(text));
      if (asked.length === 0) continue;
      for (const [text, meaning] of await lookUp(this.#ctx, reference, asked)) known.set(text, meaning);
    }
  }

  /** The record's values with keys in place of labels; or the first of its columns that names no record, and why. */
  keyed(values: Values): { values: Values } | { column: string; problem: string } {
    const keyed = { ...values };
    for (const { column } of this.#references) {
      const meaning = this.#meanings.get(column.id)?.get(textOf(values[column.id]) ?? "");
      if (!meaning) continue;
      if ("problem" in meaning) return { column: column.id, problem: meaning.problem };
      keyed[column.id] = meaning.key;
    }
    return { values: keyed };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

async function lookUp(ctx: Ctx, { target, key }: Reference, texts: string[]): Promise<Map<string, Meaning>> {
  const from = (given: string[]) =>
    sql`from jsonb_array_elements_text(${JSON.stringify(given)}::text::jsonb) as given(text) join ${target.pgTable}`;
  // Also of records out of reach: whoever writes such a key is told as much by the database.
  const byKey = sql`
    select given.text, ${key.pgColumn}::text as key, 1 as records, 1 as turn
    ${from(texts.filter((text) => parseKeyText(key, text) !== undefined))} on ${key.pgColumn} = given.text::${typeOf(key)}`;
  const byLabel = sql`
    select given.text, min(${key.pgColumn}::text), count(*)::int, 2
    ${from(texts)} on ${and(sql`${target.recordLabel.pgColumn}::text = given.text`, target.scope(ctx.actor))} group by given.text`;
  const rows = await ctx.db.execute<{ text: string; key: string; records: number }>(sql`
    select distinct on (text) text, key, records from (${byKey} union all ${byLabel}) as found order by text, turn`);

  const meanings = new Map<string, Meaning>(
    texts.map((text) => [text, { problem: `There is no “${text}” in ${target.label}.` }]),
  );
  for (const { text, key: found, records } of rows) {
    const many = `“${text}” is the name of ${counted(records, "record")} of ${target.label}: give the ${key.label}.`;
    meanings.set(text, records > 1 ? { problem: many } : { key: found });
  }
  return meanings;
}
