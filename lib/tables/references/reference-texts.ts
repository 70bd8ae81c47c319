import { and, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { counted } from "@/lib/model/locale";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { parseKeyText } from "@/lib/tables/table-key";
import { referenceOf } from "./reference-of";

type Values = Record<string, unknown>;

/**
 * What the texts of a column say of records. `either`: what is the key of one and the label of another means the key;
 * `unambiguous`: it is refused.
 */
export type NamedBy = "key" | "label" | "either" | "unambiguous";

/** What a text in a foreign key's place means: null names nothing. */
type Meaning = { key: string | null } | { problem: string };

interface Reference {
  column: ColumnDef;
  target: TableDef;
  key: ColumnDef;
  namedBy: NamedBy;
}

/** Texts remembered per column: a file of a million rows names the same records over and over. */
const MOST_REMEMBERED = 50_000;

/**
 * Reads pasted and imported foreign keys, in which people write the label of a record as well as its key. A text that
 * may be a key means the record with it, as it stands or without the blanks around it; else it is the label of exactly
 * one record that the actor may see, or a problem.
 */
export class ReferenceTexts {
  readonly #ctx: Ctx;
  readonly #references: Reference[];
  readonly #meanings = new Map<string, Map<string, Meaning>>();

  /** @param namedBy by column id, where that is not `either` */
  constructor(ctx: Ctx, table: TableDef, namedBy: ReadonlyMap<string, NamedBy> = new Map()) {
    this.#ctx = ctx;
    this.#references = table.columns.flatMap((column) => {
      const reference = referenceOf(ctx.actor, column);
      if (!reference) return [];
      return [{ column, ...reference, namedBy: namedBy.get(column.id) ?? "either" }];
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
      for (const [text, meaning] of await lookUp(this.#ctx, reference, asked)) known.set(copied(text), meaning);
    }
  }

  /** The record's values with keys in place of labels; or the first of its columns that names no record, and why. */
  keyed(values: Values): { values: Values } | { column: string; problem: string } {
    if (this.#references.length === 0) return { values };
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

/** A text may be a slice, which would keep the whole piece of a file that it was cut from. */
function copied(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

async function lookUp(ctx: Ctx, reference: Reference, texts: string[]): Promise<Map<string, Meaning>> {
  const asked = new Set(texts.flatMap((text) => [text, text.trim()]).filter(isStorable));
  const found = await findMeanings(ctx, reference, [...asked]);
  return new Map(
    texts.map((text) => {
      const trimmed = text.trim();
      const none =
        trimmed === "" ? { key: null } : { problem: `There is no “${shown(trimmed)}” in ${reference.target.label}.` };
      return [text, found.get(text) ?? found.get(trimmed) ?? none];
    }),
  );
}

/** Postgres holds neither NUL nor half a character: no record has such a text. */
const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
const shown = (text: string) => text.replaceAll("\0", "\uFFFD").toWellFormed();

async function findMeanings(
  { db, actor }: Ctx,
  { column, target, key, namedBy }: Reference,
  texts: string[],
): Promise<Map<string, Meaning>> {
  const from = (given: string[]) =>
    sql`from jsonb_array_elements_text(${JSON.stringify(given)}::text::jsonb) as given(text) join ${target.pgTable}`;
  const mayBeKey = (text: string) => namedBy !== "label" && parseKeyText(key, text) !== undefined;
  // Where not every text can be a key, one that can is none of a label: `42` is a number, of whatever record.
  const anyText = parseKeyText(key, "any text") !== undefined;
  const mayBeLabel = (text: string) => text.trim() !== "" && namedBy !== "key" && (anyText || !mayBeKey(text));
  // Also of records out of reach: whoever writes such a key is told as much by the database.
  const byKey = sql`
    select given.text, ${key.pgColumn}::text as key, 1 as records, true as is_key
    ${from(texts.filter(mayBeKey))} on ${key.pgColumn} = given.text::${typeOf(key)}`;
  const byLabel = sql`
    select given.text, min(${key.pgColumn}::text), count(*)::int, false
    ${from(texts.filter(mayBeLabel))}
    on ${and(sql`${target.recordLabel.pgColumn}::text = given.text`, target.scope(actor))} group by given.text`;
  const rows = await db.execute<Found>(sql`
    select text, key, records, is_key from (${byKey} union all ${byLabel}) as found order by is_key desc`);

  const meanings = new Map<string, Meaning>();
  for (const { text, key: found, records, is_key: isKey } of rows) {
    const earlier = meanings.get(text);
    const clash = namedBy === "unambiguous" && earlier && "key" in earlier && !(records === 1 && earlier.key === found);
    if (clash) meanings.set(text, { problem: bothSentence(text, column, target, key) });
    else if (!earlier)
      meanings.set(
        text,
        isKey || records === 1 ? { key: found } : { problem: manySentence(text, records, target, key) },
      );
  }
  return meanings;
}

interface Found extends Record<string, unknown> {
  text: string;
  key: string;
  records: number;
  is_key: boolean;
}

const manySentence = (text: string, records: number, target: TableDef, key: ColumnDef) =>
  `“${text}” is the name of ${counted(records, "record")} of ${target.label}: give the ${key.label}.`;
const bothSentence = (text: string, column: ColumnDef, target: TableDef, key: ColumnDef) =>
  `“${text}” is the ${key.label} of one record of ${target.label} and the name of another: say in the file’s header which is meant, “${column.label} (key)” or “${column.label} (label)”.`;
