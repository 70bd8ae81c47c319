"use client";

import { answered } from "@/components/http/answered";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView, ViewState } from "@/lib/tables/model/view-state";
import type { ChangedViews } from "@/lib/tables/views/save-view";
import type { KeepState, PageStateOf } from "./use-page-state";

/** The server actions that saved views need; pages hand in those of app/(app). */
export interface ViewActions {
  keepView: (input: { table: string; state: ViewState }) => Promise<ActionResult<SavedView>>;
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
  keep: KeepState;
  actions: ViewActions;
}

/** Opens, saves, renames, deletes views. What fails is answered where a dialog asks, else told by a toast. */
export function useViews({ table, all, setAll, page, keep, actions }: UseViewsInput) {
  const toasts = useToasts();
  const { query, columns, view: open, openView } = page;
  const state = { ...query, columns } satisfies ViewState;

  async function send(call: Promise<ActionResult<ChangedViews>>): Promise<ActionFailure | null> {
    const result = await answered(call);
    if (!result.ok) return result;
    setAll([...result.value.views, ...all.filter(({ listed }) => !listed)]);
    if (result.value.id !== open?.id) openView(result.value.id);
    return null;
  }

  function tell(done: string, failure: ActionFailure | null): void {
    if (failure) toasts.show({ title: "The view was not changed", description: failure.message, tone: "danger" });
    else toasts.show({ title: done, tone: "success" });
  }

  return {
    all: all.filter(({ listed }) => listed),
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
    /** What a link to all this is made of: see copy-link. */
    linked: { table, page, keep },
  };
}
