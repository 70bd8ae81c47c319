import type { ColumnFacts, TableFacts } from "./table-facts";

/** A relation, and of a view that Postgres writes through its query and its check option. */
export type ViewQuery = TableFacts & { query: string | null; checkOption: string | null };

/**
 * Views that Postgres writes through have a record for each record of their one table: where they show its key, that is
 * theirs, and what the table says of a column is true of it.
 */
export function withViewKeys(tables: ViewQuery[]): TableFacts[] {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  return tables.map(({ query, checkOption, ...facts }) =>
    query === null ? facts : (shownThrough(facts, byOid, query, checkOption) ?? facts),
  );
}

function shownThrough(
  view: TableFacts,
  tables: Map<number, ViewQuery>,
  query: string,
  checkOption: string | null,
): TableFacts | null {
  const { origins, filters } = readQuery(query);
  const found = tables.get(origins.find(({ table }) => table > 0)?.table ?? 0);
  if (!found || found.hasChildren || view.rules.length > 0) return null;
  // A view of a view: its own table first.
  const base = found.query === null ? found : shownThrough(found, tables, found.query, found.checkOption);
  if (!base?.key) return null;
  // By name of the table's column the view's.
  const shown = new Map<string, string>();
  const columns = view.columns.map((column, i): ColumnFacts => {
    const origin = origins.find(({ place, table }) => place === i + 1 && table === found.oid);
    const source = origin && base.columns.find((each) => each.place === origin.column);
    if (!source) return { ...column, may: { ...column.may, update: false } };
    if (!shown.has(source.name)) shown.set(source.name, column.name);
    const { notNull, notNullDomain, defaultExpression, identity, generated } = source;
    return { ...column, notNull, notNullDomain, defaultExpression, identity, generated };
  });
  const named = (names: string[]) => {
    const own = names.map((name) => shown.get(name));
    return own.every((name) => name !== undefined) ? own : null;
  };
  const neverNull = (name: string) => base.columns.some((column) => column.name === name && column.notNull);
  const keys = base.uniqueKeys.filter(({ deferrable, columns: own }) => !deferrable && own.every(neverNull));
  const key = [base.key, ...keys].map((each) => named(each.columns)).find((own) => own !== null);
  return {
    ...view,
    columns,
    key: key ? { columns: key, primary: false } : null,
    losesRecords: (filters && checkOption === null) || (base.losesRecords && checkOption !== "cascaded"),
    uniqueKeys: base.uniqueKeys.flatMap((each) => {
      const own = named(each.columns);
      return own ? [{ ...each, columns: own }] : [];
    }),
    foreignKeys: base.foreignKeys.flatMap((each) => {
      const own = named(each.columns);
      return own ? [{ ...each, columns: own }] : [];
    }),
  };
}

/** Where a column of a query comes from: the place of it, and table and column that it shows as they are (0: of none). */
interface Origin {
  place: number;
  table: number;
  column: number;
}

const TARGET = /:resno (\d+) .*:resorigtbl (\d+) :resorigcol (\d+) :resjunk false$/s;

/** A query as `pg_rewrite` keeps it: nodes in braces, which stand behind a backslash within a name. */
function readQuery(query: string): { origins: Origin[]; filters: boolean } {
  const origins: Origin[] = [];
  let filters = false;
  const begun: number[] = [];
  for (let i = 0; i < query.length; i += 1) {
    if (query[i] === "\\") i += 1;
    else if (query[i] === "{") begun.push(i + 1);
    else if (query[i] === "}") {
      const node = query.slice(begun.pop(), i);
      // Of the query itself, not of one within it.
      if (begun.length !== 1) continue;
      if (node.startsWith("FROMEXPR")) filters = !node.endsWith(":quals <>");
      if (!node.startsWith("TARGETENTRY")) continue;
      const [, place, table, column] = (TARGET.exec(node) ?? []).map(Number);
      if (place && table !== undefined && column !== undefined) origins.push({ place, table, column });
    }
  }
  return { origins, filters };
}
