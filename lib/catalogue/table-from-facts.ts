import { getTableColumns } from "drizzle-orm";
import { customType, type PgColumn, pgSchema, pgTable, type PgTable } from "drizzle-orm/pg-core";
import { columnInfo, humanise } from "@/lib/tables/column-info";
import { type ColumnSource, placeInKey } from "@/lib/tables/column-source";
import { assembleTable } from "@/lib/tables/define-table";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { tableKey } from "@/lib/tables/table-key";
import { besides } from "./besides";
import { labelColumn } from "./label-column";
import type { Settled } from "./settings/layers";
import type { ColumnFacts, TableFacts } from "./table-facts";
import { tableLimits } from "./table-limits";
import { columnId, tableName } from "./table-name";

const MOST_KEY_COLUMNS = 4;
const UNSET: Settled = { options: {}, fixed: new Set(), misfits: [] };

/** A column of any type, known to Drizzle by its name in the database. */
const column = customType<{ data: unknown; config: { type: string }; configRequired: true }>({
  dataType: (config) => config.type,
});

/** Why a table can't be shown; null where it can. */
export function whyNotShown({ key, may, columns }: TableFacts): string | null {
  if (!may.select && !columns.some((each) => each.may.select))
    return "The database account of Swath may not read it (SELECT).";
  if (!key) return "Nothing tells its records apart: give it a primary key, or a unique key that is never empty.";
  return key.columns.length > MOST_KEY_COLUMNS ? `Its key has more than ${MOST_KEY_COLUMNS} columns.` : null;
}

/**
 * A table as the catalogue has it, with defaults for all that nobody has set.
 * @param known all tables that are shown, by schema and name, for what foreign keys refer to
 */
export function tableFromFacts(facts: TableFacts, known: ReadonlySet<string>, settled: Settled = UNSET): TableDef {
  const { options, fixed } = settled;
  // A name that no object of JavaScript can have of its own.
  const readable = facts.columns.filter(({ may, name }) => may.select && name !== "__proto__");
  const pgTable = drizzleTable(facts, facts.hasChildren ? [...readable, RELATION] : readable);
  const pgColumns = getTableColumns(pgTable) as Record<string, PgColumn>;
  const limits = tableLimits(facts);
  const columnOf = (each: ColumnFacts): ColumnDef => {
    const id = columnId(each.name);
    const source = sourceOf(each, facts, known);
    const info = columnInfo(id, source, { ...optionsOf(each, limits), ...options.columns?.[id] });
    return {
      ...info,
      pgColumn: pgColumns[id]!,
      dbName: each.name,
      computed: each.generated !== null,
      readOnly: source.readOnly,
      access: options.columns?.[id]?.access ?? {},
    };
  };
  const columns = readable.map(columnOf);
  const named = new Map(columns.map((each) => [each.dbName, each]));
  const key = (facts.key?.columns ?? []).map((name) => named.get(name)!);
  const name = tableName(facts);
  const label = humanise(facts.name);
  return assembleTable(
    {
      name,
      pgTable,
      columns: withOwnLabels(columns),
      key: tableKey(label, facts.hasChildren ? [...key, columnOf(RELATION)] : key),
      // An inheriting table may hold the same values once more.
      uniqueKeys: (facts.hasChildren ? [] : facts.uniqueKeys)
        .map((unique) => unique.columns)
        .filter((names) => names.every((each) => named.has(each)))
        .map((names) => names.map(columnId)),
      label,
      recordLabel: labelColumn(facts, columns),
      limits,
      besides: besides(facts),
      fixed,
      hasRowVersion: facts.relation !== "view",
    },
    options,
  );
}

/** The table that a record is in: with the key it tells records of a table and of those that inherit from it apart. */
const RELATION: ColumnFacts = {
  place: 0,
  name: "tableoid",
  type: "oid",
  baseType: "oid",
  typeClass: "base",
  isArray: false,
  isMatrix: false,
  itemType: null,
  enumValues: null,
  notNull: true,
  notNullDomain: false,
  defaultExpression: null,
  identity: "always",
  generated: null,
  ordered: true,
  comment: null,
  may: { select: true, insert: false, update: false },
};

function drizzleTable({ schema, name }: TableFacts, columns: ColumnFacts[]): PgTable {
  const builders = Object.fromEntries(
    columns.map((each) => [columnId(each.name), column(each.name, { type: each.baseType })]),
  );
  return schema === "public" ? pgTable(name, builders) : pgSchema(schema).table(name, builders);
}

function sourceOf(each: ColumnFacts, facts: TableFacts, known: ReadonlySet<string>): ColumnSource {
  return {
    type: each.baseType,
    nullable: !each.notNull,
    key: placeInKey(each.name, facts.key?.columns ?? [], each.defaultExpression !== null || each.identity !== null),
    // A trigger that runs before the insert may fill what was left out.
    hasDefault:
      each.defaultExpression !== null ||
      each.identity !== null ||
      (each.notNull && facts.triggers.some(({ events, before }) => before && events.includes("insert"))),
    readOnly: each.generated !== null || each.identity === "always" || !each.may.update,
    enumValues: each.isMatrix ? null : each.enumValues,
    references: referenceOf(each, facts, known),
    ordered: each.ordered,
    comment: each.comment,
  };
}

/** Kinds of keys that a reference is read and written by. */
const REFERENCED = /^(smallint|integer|bigint|uuid|text|character varying)(\(\d+\))?$/;

function referenceOf(
  each: ColumnFacts,
  { foreignKeys }: TableFacts,
  known: ReadonlySet<string>,
): ColumnSource["references"] {
  const found = foreignKeys.find(({ columns, period }) => !period && columns.length === 1 && columns[0] === each.name);
  if (!found || !REFERENCED.test(each.baseType)) return null;
  const table = tableName(found.target);
  return known.has(table) ? { table, column: columnId(found.target.columns[0]!) } : null;
}

const SECRET = /(password|passwd|pwd|secret|token|hash|salt)/i;

/** What is better not looked at starts hidden: secrets, and what no person reads. */
function optionsOf(each: ColumnFacts, { edit }: TableDef["limits"]) {
  const unreadable = /^(tsvector|vector)/.test(each.baseType);
  const hidden = SECRET.test(each.name) || unreadable;
  // What its dimensions begin to count at would be lost with a list.
  const kind = each.isMatrix ? ({ kind: "raw" } as const) : {};
  return { hidden, ...kind, ...(edit !== null || each.baseType === "bytea" ? { editable: false } : {}) };
}

/** No two columns share a heading: `Id` and `id` are called by their own names. */
function withOwnLabels(columns: ColumnDef[]): ColumnDef[] {
  const times = new Map<string, number>();
  for (const { label } of columns) times.set(label, (times.get(label) ?? 0) + 1);
  return columns.map((each) => ((times.get(each.label) ?? 0) > 1 ? { ...each, label: each.dbName } : each));
}
