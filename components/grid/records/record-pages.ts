import type { InfiniteData } from "@tanstack/react-query";
import type { RecordPage } from "@/lib/tables/list/list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { PageParam } from "./page-param";

export type RecordPages = InfiniteData<RecordPage, PageParam>;

/** Every loaded record once: windows that are read anew may overlap with their neighbours. */
export function rowsOf(data: RecordPages | undefined): RecordRow[] {
  const seen = new Set<string>();
  const rows: RecordRow[] = [];
  for (const page of data?.pages ?? []) {
    for (const row of page.rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      rows.push(row);
    }
  }
  return rows;
}

export function withRow(
  data: RecordPages | undefined,
  id: string,
  change: (row: RecordRow) => RecordRow,
): RecordPages | undefined {
  return (
    data && {
      ...data,
      pages: data.pages.map((page) =>
        page.rows.some((row) => row.id === id)
          ? { ...page, rows: page.rows.map((row) => (row.id === id ? change(row) : row)) }
          : page,
      ),
    }
  );
}

/** With newer versions of some records, each in its place. */
export function withRows(data: RecordPages | undefined, rows: ReadonlyMap<string, RecordRow>): RecordPages | undefined {
  if (!data || rows.size === 0) return data;
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.rows.some(({ id }) => rows.has(id))
        ? { ...page, rows: page.rows.map((row) => rows.get(row.id) ?? row) }
        : page,
    ),
  };
}

/** The window that holds a record of this place among `rowsOf`; the last one where there is none. */
export function pageOf(data: RecordPages, row: number): number {
  let end = 0;
  const at = data.pages.findIndex((page) => (end += page.rows.length) > row);
  return at === -1 ? data.pages.length - 1 : at;
}
