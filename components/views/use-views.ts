"use client";

import { answered } from "@/components/http/answered";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView, ViewState } from "@/lib/tables/model/view-state";
import type { ChangedViews } from "@/lib/tables/views/save-view";
import { ALL_RECORDS, paramsFor } from "./page-state";
import type { PageStateOf } from "./use-page-state";

/** The server actions that saved views need; pages hand in those of app/(app). */
export interface ViewActions {
  saveView: (
    input:
      | { kind: "new"; table: string; name: string; shared: boolean; state: ViewState }
      | { kind: "overwrite"; id: string; state: ViewState },
  ) => Promise<ActionResult<ChangedViews>>;
  renameView: (input: { id: string; name: string; shared: boolean }) => Promise<ActionResult<ChangedViews>>;
  deleteView: (input: { id: string }) => Promise<ActionResult<ChangedViews>>;
  setDefaultView: (input: { id: string; isDefault: boolean }) => Promise<ActionResult<ChangedViews>>;
}

export interface UseViewsInput {
  table: TableInfo;
  all: SavedView[];
  setAll: (views: SavedView[]) => void;
  page: PageStateOf;
  actions: ViewActions;
}

/** Opens, saves, renames, deletes views. What fails is answered where a dialog asks, else told by a toast. */
export function useViews({ table, all, setAll, page, actions }: UseViewsInput) {
  const toasts = useToasts();
  const { query, columns, view: open, openView } = page;
  const state: ViewState = { ...query, columns };

  async function send(call: Promise<ActionResult<ChangedViews>>): Promise<ActionFailure | null> {
    const result = await answered(call);
    if (!result.ok) return result;
    setAll(result.value.views);
    if (result.value.id !== open?.id) openView(result.value.id);
    return null;
  }

  function tell(done: string, failure: ActionFailure | null): void {
    if (failure) toasts.show({ title: "The view was not changed", description: failure.message, tone: "danger" });
    else toasts.show({ title: done, tone: "success" });
  }

  return {
    all,
    openView,
    create: (name: string, shared: boolean) =>
      send(actions.saveView({ kind: "new", table: table.name, name, shared, state })),
    rename: async (view: SavedView | null, name: string, shared: boolean) =>
      view && (await send(actions.renameView({ id: view.id, name, shared }))),
    remove: async (view: SavedView | null) => view && (await send(actions.deleteView({ id: view.id }))),
    async overwrite(view: SavedView) {
      const failure = await send(actions.saveView({ kind: "overwrite", id: view.id, state }));
      // The address said what differed; now the view says it.
      if (!failure) openView(view.id);
      tell(`${view.name} saved`, failure);
    },
    async setDefault(view: SavedView, isDefault: boolean) {
      const failure = await send(actions.setDefaultView({ id: view.id, isDefault }));
      tell(isDefault ? `${table.label} now opens with ${view.name}` : `${table.label} opens with all records`, failure);
    },
    /** A shared view by its short link; what only this person sees is written out, so that others see the same. */
    async copyLink() {
      const link = open?.shared ? window.location.href : linkWithoutView(table, { query, columns });
      try {
        await navigator.clipboard.writeText(link);
        toasts.show({ title: "Link copied", tone: "success" });
      } catch {
        toasts.show({ title: "The browser did not allow to copy", description: link, tone: "danger", sticky: true });
      }
    },
  };
}

function linkWithoutView(table: TableInfo, { query, columns }: Pick<PageStateOf, "query" | "columns">): string {
  const url = new URL(window.location.pathname, window.location.origin);
  url.searchParams.set("view", ALL_RECORDS);
  for (const [name, value] of Object.entries(paramsFor(table, null, { ...query, columns }))) {
    if (value !== null) url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return url.href;
}
