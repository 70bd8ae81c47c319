"use client";

import { useState } from "react";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView } from "@/lib/tables/model/view-state";
import { usePageState } from "./use-page-state";
import { useViews, type ViewActions } from "./use-views";

/** What the page shows by its address and open view, and the saved views themselves: each changes the other. */
export function useViewedPage(table: TableInfo, given: SavedView[], actions: ViewActions) {
  const [all, setAll] = useState(given);
  const page = usePageState(table, all);
  const views = useViews({ table, all, setAll, page, actions });
  return { page, views };
}
