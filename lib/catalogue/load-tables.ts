import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { qualifiedName, quoted } from "@/lib/tables/qualified-name";
import { allTables, replaceTables } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";
import { catalogueFingerprint } from "./fingerprint";
import { readCatalogue } from "./read-catalogue";
import type { TableFacts } from "./table-facts";
import { tableFromFacts, whyNotShown } from "./table-from-facts";
import { tableName } from "./table-name";

/** A table of the database, and why it is not shown where it isn't. */
export interface FoundTable {
  facts: TableFacts;
  name: string;
  why: string | null;
  /** An admin shows it to nobody. */
  hidden: boolean;
}

interface Loaded {
  fingerprint: string;
  checkedAt: number;
  found: FoundTable[];
  /** Names of the tables that came from the catalogue. */
  read: Set<string>;
  checking?: Promise<void>;
}

/** A schema may change under a running process: it is looked at anew this often, when somebody asks. */
const CHECK_MS = 5_000;

// One state per process, whichever bundle asks.
const shared = globalThis as unknown as { swathCatalogue?: Loaded };

/**
 * Reads the tables of the database into the registry, once and again whenever its schema has changed; declared ones stay
 * as they are declared. Cheap when nothing changed, and one look at a time however many ask.
 */
export async function loadTables(db: Db, now: number = Date.now()): Promise<void> {
  const state = (shared.swathCatalogue ??= { fingerprint: "", checkedAt: 0, found: [], read: new Set() });
  if (state.found.length > 0 && now - state.checkedAt < CHECK_MS) return;
  state.checking ??= check(db, state, now).finally(() => {
    state.checking = undefined;
  });
  // Who comes while a known state is looked at again need not wait.
  if (state.found.length === 0) await state.checking;
  else state.checking.catch(() => {});
}

/** The same at once: a choice has been made. */
export async function refreshTables(db: Db): Promise<void> {
  const state = shared.swathCatalogue;
  if (!state) return loadTables(db);
  await state.checking;
  await check(db, state, Date.now());
}

/** The tables of the last look. */
export function foundTables(): FoundTable[] {
  return shared.swathCatalogue?.found ?? [];
}

async function check(db: Db, state: Loaded, now: number): Promise<void> {
  const fingerprint = await catalogueFingerprint(db);
  state.checkedAt = now;
  if (fingerprint === state.fingerprint) return;
  const rows = await db.execute<{ name: string }>(sql`select table_name as name from swath.hidden_tables`);
  const hidden = new Set(rows.map(({ name }) => name));
  const found = (await readCatalogue(db)).map((facts): FoundTable => {
    const name = tableName(facts);
    return { facts, name, why: whyNotShown(facts), hidden: hidden.has(name) };
  });
  const declared = new Set(
    allTables()
      .filter(({ name }) => !state.read.has(name))
      .map(pathOf),
  );
  const shown = found.filter((table) => table.why === null && !table.hidden);
  // A reference to a table that others inherit from means its own records only.
  const known = new Set(shown.filter(({ facts }) => !facts.hasChildren).map(({ name }) => name));
  const tables = shown
    .filter(({ facts }) => !declared.has(`${quoted(facts.schema)}.${quoted(facts.name)}`))
    .map(({ facts }) => tableFromFacts(facts, known));
  replaceTables(state.read, tables);
  Object.assign(state, { fingerprint, found, read: new Set(tables.map(({ name }) => name)) });
}

function pathOf(table: TableDef): string {
  const path = qualifiedName(table);
  return path.includes(".") ? path : `"public".${path}`;
}
