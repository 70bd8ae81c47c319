import { LAST_PAGE } from "@/lib/tables/model/last-page";

export interface PageParam {
  after: string | null;
  before: string | null;
}

/** The window with which the list begins: after a cursor, at its top (null), or its last one. */
export function windowAt(start: string | null): PageParam {
  return start === LAST_PAGE ? { after: null, before: LAST_PAGE } : { after: start, before: null };
}
