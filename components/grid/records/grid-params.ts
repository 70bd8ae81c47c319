import { createLoader, type inferParserType, parseAsJson, parseAsString } from "nuqs/server";
import type { Filter, Sort } from "@/lib/tables/model/filter";
import { readColumns, readFilter, readSort } from "@/lib/tables/model/read-params";

/** What a table page's URL says; anything that can't be read counts as not given. */
export const gridParams = {
  /** Id of a saved view. What else is given differs from it: also "no filter" and "no search" are said then. */
  view: parseAsString,
  filter: parseAsJson(readFilter),
  search: parseAsString,
  sort: parseAsJson(readSort),
  columns: parseAsJson(readColumns),
  /** Cursor of the window at the top. */
  after: parseAsString,
};
export type GridParams = inferParserType<typeof gridParams>;

export const loadGridParams = createLoader(gridParams);

/** Which records are shown, and in what order. */
export interface RecordQuery {
  filter: Filter | null;
  search: string;
  sort: Sort;
}

/** Not everything is shown, because something was looked for. */
export const isNarrowed = ({ filter, search }: RecordQuery): boolean => filter !== null || search !== "";

export const WINDOW_SIZE = 200;
