"use client";

import { useCallback, useMemo, useState } from "react";
import { answered } from "@/components/http/answered";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView } from "@/lib/tables/model/view-state";
import { type KeepState, usePageState } from "./use-page-state";
import { useViews, type ViewActions } from "./use-views";

/** What the page shows by its address and open view, and the saved views themselves: each changes the other. */
export function useViewedPage(table: TableInfo, given: SavedView[], actions: ViewActions) {
  const toasts = useToasts();
  const [changed, setAll] = useState(given);
  // Going back may lead to a state that only the server still knew.
  const all = useMemo(() => withKept(changed, given), [changed, given]);
  const { keepView } = actions;
  const keep: KeepState = useCallback(
    async (state) => {
      const result = await answered(keepView({ table: table.name, state }));
      if (result.ok) setAll((views) => withKept(views, [result.value]));
      else toasts.show({ title: "This could not be shown", description: result.message, tone: "danger" });
      return result.ok ? result.value : null;
    },
    [keepView, table.name, toasts],
  );
  const page = usePageState(table, all, keep);
  const views = useViews({ table, all, setAll, page, keep, actions });
  return { page, views };
}

/** `views`, and those of `others` that have no name. */
function withKept(views: SavedView[], others: SavedView[]): SavedView[] {
  const kept = others.filter(({ id, listed }) => !listed && !views.some((view) => view.id === id));
  return kept.length > 0 ? [...views, ...kept] : views;
}
