import type { getTableConfig, PgColumn } from "drizzle-orm/pg-core";

type TableConfig = ReturnType<typeof getTableConfig>;

/**
 * Ids of the columns, alone or together, of which no two records have the same values. An index over expressions, or of
 * only some records, says nothing about the others and is left out.
 */
export function uniqueKeys(
  config: TableConfig,
  columns: { id: string; dbName: string; pgColumn: PgColumn }[],
): string[][] {
  const idOf = (name: string) => columns.find(({ dbName }) => dbName === name)?.id;
  const single = columns.filter(({ pgColumn }) => pgColumn.primary || pgColumn.isUnique).map(({ dbName }) => [dbName]);
  const constraints = config.uniqueConstraints.map((each) => each.columns.map(({ name }) => name));
  const indexes = config.indexes
    .filter(({ config: index }) => index.unique && !index.where)
    .map(({ config: index }) => index.columns.map((column) => (column as Partial<PgColumn>).name ?? ""));
  const found = [...single, ...constraints, ...indexes].map((names) => names.map(idOf));
  const whole = found.filter((ids): ids is string[] => ids.every((id) => id !== undefined));
  return whole.filter((ids, i) => whole.findIndex((other) => sameColumns(other, ids)) === i);
}

const sameColumns = (a: string[], b: string[]) => a.length === b.length && a.every((id) => b.includes(id));
