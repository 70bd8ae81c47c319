"use client";

import { useCallback, useMemo } from "react";
import type { Records } from "@/components/grid/records/use-records";
import { isSelected, type SelectionAction, type SelectionState } from "./selection";

export interface RowSelectionInput {
  source: Records;
  selectable: boolean;
  selection: SelectionState;
  dispatch: (action: SelectionAction) => void;
}

/** Selects records among the loaded ones: one, all from the last one to here, a span, the page. */
export function useRowSelection({ source, selectable, selection, dispatch }: RowSelectionInput) {
  const { rows, records } = source;
  const { isPlaceholderData } = records;
  const onSelect = useCallback(
    (index: number, range: boolean) => {
      const row = rows[index];
      if (!row || !selectable) return;
      const anchor = range ? rows.findIndex(({ id }) => id === selection.anchor) : -1;
      if (anchor === -1) dispatch({ type: "toggle", id: row.id });
      else {
        const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
        dispatch({ type: "range", ids: rows.slice(from, to + 1).map(({ id }) => id) });
      }
    },
    [rows, selectable, selection.anchor, dispatch],
  );
  const onSelectSpan = useCallback(
    (from: number, to: number) => {
      if (from === to) onSelect(from, false);
      else if (selectable) dispatch({ type: "page", ids: rows.slice(from, to + 1).map(({ id }) => id) });
    },
    [rows, selectable, onSelect, dispatch],
  );
  const onSelectPage = useCallback(() => {
    if (selectable && !isPlaceholderData) dispatch({ type: "page", ids: rows.map(({ id }) => id) });
  }, [rows, selectable, isPlaceholderData, dispatch]);
  const ofPage = useMemo(() => {
    const here = rows.reduce((sum, { id }) => sum + Number(isSelected(selection, id)), 0);
    return here === 0 ? "none" : here === rows.length ? "all" : "some";
  }, [rows, selection]);
  return { onSelect, onSelectSpan, onSelectPage, ofPage } as const;
}
