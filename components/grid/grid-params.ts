import { createLoader, parseAsJson, parseAsString } from "nuqs/server";
import { Filter, Sort } from "@/lib/tables/filter";

/** What a table page's URL says; anything that can't be read counts as not given. */
export const gridParams = {
  filter: parseAsJson((value) => Filter.safeParse(value).data ?? null),
  search: parseAsString.withDefault(""),
  sort: parseAsJson(Sort).withDefault([]),
  /** Cursor of the window at the top. */
  after: parseAsString,
};

export const loadGridParams = createLoader(gridParams);

/** Which records are shown, and in what order. */
export interface RecordQuery {
  filter: Filter | null;
  search: string;
  sort: Sort;
}

export const WINDOW_SIZE = 200;
