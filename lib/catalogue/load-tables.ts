import { getTableConfig } from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/client";
import { tableSettings } from "@/lib/db/schema/table-settings";
import { qualifiedName, quoted } from "@/lib/tables/qualified-name";
import { allTables, replaceTables } from "@/lib/tables/registry";
import type { SettingRow } from "@/lib/tables/settings/overrides";
import type { TableDef } from "@/lib/tables/table-def";
import { byName } from "./by-name";
import type { ConfigFile } from "./config/config-file";
import { type ReadConfig, readConfig } from "./config/read-config";
import { catalogueFingerprint } from "./fingerprint";
import { readCatalogue } from "./read-catalogue";
import { isShown, type Layers, settle } from "./settings/layers";
import type { TableFacts } from "./table-facts";
import { tableFromFacts, whyNotShown } from "./table-from-facts";
import { tableName } from "./table-name";

/** A table of the database, and why it is not shown where it isn't. */
export interface FoundTable {
  facts: TableFacts;
  name: string;
  why: string | null;
  /** It is shown to nobody. */
  hidden: boolean;
  layers: Layers;
  /** As the catalogue has it, without any setting; null where it can't be shown. */
  base: TableDef | null;
}

interface Loaded {
  /** The path of the user's `swath.config.ts`. */
  configPath?: string | undefined;
  config?: ReadConfig | undefined;
  /** What the tables below were made with. */
  applied?: ConfigFile | undefined;
  fingerprint: string;
  checkedAt: number;
  found: FoundTable[];
  /** Names of the tables that came from the catalogue. */
  read: Set<string>;
  /** What of the settings no longer fits, each in a sentence. */
  misfits: string[];
  checking?: Promise<void> | undefined;
}

/** A schema may change under a running process: it is looked at anew this often, when somebody asks. */
const CHECK_MS = 5_000;

// One state per process, whichever bundle asks.
const shared = globalThis as unknown as { swathCatalogue?: Loaded };

export interface LoadOptions {
  /** Path of the user's `swath.config.ts`, absolute or from where the process runs. */
  config?: string | undefined;
  now?: number;
}

/**
 * Reads the tables of the database into the registry, once and again whenever its schema, a setting or the user's file has
 * changed. Cheap when nothing changed, and one look at a time however many ask.
 *
 * @throws Error with a sentence when the user's file can't be read and never could
 */
export async function loadTables(db: Db, { config, now = Date.now() }: LoadOptions = {}): Promise<void> {
  const state = (shared.swathCatalogue ??= { fingerprint: "", checkedAt: 0, found: [], read: new Set(), misfits: [] });
  state.configPath = config;
  if (state.found.length > 0 && now - state.checkedAt < CHECK_MS) return;
  state.checking ??= check(db, state, now).finally(() => {
    state.checking = undefined;
  });
  // Who comes while a known state is looked at again need not wait.
  if (state.found.length === 0) await state.checking;
  else state.checking.catch(() => {});
}

/** The same at once: something has been set. */
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

/** What is wrong with the user's file or with what was set, each in a sentence. */
export function settingProblems(): string[] {
  const { config, misfits = [] } = shared.swathCatalogue ?? {};
  return [...(config?.problem ? [config.problem] : []), ...misfits];
}

async function check(db: Db, state: Loaded, now: number): Promise<void> {
  const config = state.configPath ? await readConfig(state.configPath, state.config) : undefined;
  const fingerprint = await catalogueFingerprint(db);
  state.checkedAt = now;
  state.config = config;
  // Not what was read last: the database may have gone away before the tables were made with it.
  if (fingerprint === state.fingerprint && config?.config === state.applied) return;
  const pages = await pageSettings(db);
  const files = new Map(Object.entries(config?.config.tables ?? {}));
  const read = (await readCatalogue(db)).map((facts) => {
    const name = tableName(facts);
    const layers: Layers = { page: pages.get(name) ?? [], file: files.get(name) };
    return { facts, name, why: whyNotShown(facts), layers, hidden: !isShown(layers) };
  });
  // A reference to a table that others inherit from means its own records only.
  const open = read.filter(({ facts, why, hidden }) => why === null && !hidden && !facts.hasChildren);
  const known = new Set(open.map(({ name }) => name));
  const found = read.map((each): FoundTable => {
    return { ...each, base: each.why === null ? tableFromFacts(each.facts, known) : null };
  });
  const declared = new Set(
    allTables()
      .filter(({ name }) => !state.read.has(name))
      .map(pathOf),
  );
  const misfits = [...files.keys()]
    .filter((name) => !found.some((table) => table.name === name))
    .map((name) => `In the file: there is no table “${name}”; nothing that is said of it holds for any.`);
  const tables: TableDef[] = [];
  for (const { facts: each, layers, base, hidden } of found) {
    if (!base || hidden || declared.has(`${quoted(each.schema)}.${quoted(each.name)}`)) continue;
    const settled = settle(base, layers);
    misfits.push(...settled.misfits);
    const unset = layers.page.length === 0 && layers.file === undefined;
    tables.push(unset ? base : tableFromFacts(each, known, settled));
  }
  replaceTables(state.read, tables.toSorted(byPosition));
  const names = new Set(tables.map(({ name }) => name));
  Object.assign(state, { applied: config?.config, fingerprint, found, misfits, read: names });
}

async function pageSettings(db: Db): Promise<Map<string, SettingRow[]>> {
  const settings = new Map<string, SettingRow[]>();
  for (const { tableName: name, setting, value } of await db
    .select()
    .from(tableSettings)
    .orderBy(tableSettings.tableName, tableSettings.setting)) {
    settings.set(name, [...(settings.get(name) ?? []), [setting, value]]);
  }
  return settings;
}

/** First those that have a place. */
const byPosition = (a: TableDef, b: TableDef) =>
  (a.position ?? Infinity) - (b.position ?? Infinity) || byName(nameOf(a), nameOf(b));

const nameOf = ({ pgTable, label }: TableDef) => ({ schema: getTableConfig(pgTable).schema ?? "public", label });

function pathOf(table: TableDef): string {
  const path = qualifiedName(table);
  return path.includes(".") ? path : `"public".${path}`;
}
