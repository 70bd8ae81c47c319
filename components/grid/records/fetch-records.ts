import type { RecordPage } from "@/lib/tables/list/list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { MatchCount } from "./count-text";
import { type RecordQuery, WINDOW_SIZE } from "./grid-params";
import { getJson } from "@/components/http/request";
import type { PageParam } from "./page-param";

/** One window of records. @throws RequestFailure */
export function fetchRecords(table: string, query: RecordQuery, page: PageParam, signal?: AbortSignal) {
  const params = new URLSearchParams({ limit: String(WINDOW_SIZE) });
  addQuery(params, query);
  if (query.sort.length > 0) params.set("sort", JSON.stringify(query.sort));
  if (page.after !== null) params.set("after", page.after);
  if (page.before !== null) params.set("before", page.before);
  return getJson<RecordPage>(`/api/tables/${encodeURIComponent(table)}/records?${params}`, { signal, has: ["rows"] });
}

/** Records as they are now, whether they still match or not. @throws RequestFailure */
export function fetchCurrent(table: string, ids: string[]) {
  const params = new URLSearchParams({ ids: JSON.stringify(ids) });
  return getJson<RecordRow[]>(`/api/tables/${encodeURIComponent(table)}/records/current?${params}`, {
    has: ["length"],
  });
}

/** How many match. @throws RequestFailure */
export function fetchCount(table: string, query: Pick<RecordQuery, "filter" | "search">, signal?: AbortSignal) {
  const params = new URLSearchParams();
  addQuery(params, query);
  return getJson<MatchCount>(`/api/tables/${encodeURIComponent(table)}/count?${params}`, { signal, has: ["count"] });
}

function addQuery(params: URLSearchParams, { filter, search }: Pick<RecordQuery, "filter" | "search">): void {
  if (filter) params.set("filter", JSON.stringify(filter));
  if (search) params.set("search", search);
}
