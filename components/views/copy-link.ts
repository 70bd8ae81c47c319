import type { Toasts } from "@/components/ui/overlays/use-toasts";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ALL_RECORDS, fitsAddress, paramsFor } from "./page-state";
import type { KeepState, PageStateOf } from "./use-page-state";

export interface Linked {
  table: TableInfo;
  page: PageStateOf;
  keep: KeepState;
}

/** A shared view by its short link; what only this person sees is written out, so that others see the same. */
export async function copyLink(linked: Linked, show: Toasts["show"]): Promise<void> {
  const { page } = linked;
  const link = (page.view?.shared ?? page.kept) ? window.location.href : await linkWithoutView(linked);
  if (link === null) return;
  try {
    await navigator.clipboard.writeText(link);
    show({ title: "Link copied", tone: "success" });
  } catch {
    show({ title: "The browser did not allow to copy", description: link, tone: "danger", sticky: true });
  }
}

/** Null where it is too long for an address and could not be kept. */
async function linkWithoutView({ table, page, keep }: Linked): Promise<string | null> {
  const { query, columns } = page;
  const url = new URL(window.location.pathname, window.location.origin);
  const params = paramsFor(table, null, { ...query, columns });
  if (fitsAddress(params)) {
    url.searchParams.set("view", ALL_RECORDS);
    for (const [name, value] of Object.entries(params)) {
      if (value !== null) url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
    }
    return url.href;
  }
  const kept = await keep({ ...query, columns });
  if (kept) url.searchParams.set("view", kept.id);
  return kept && url.href;
}
