"use client";

import { useReducer, useState } from "react";
import type { RecordQuery } from "@/components/grid/records/grid-params";
import { CLEARED_BY_FILTER, EMPTY_SELECTION, isNothingSelected, selectionReducer } from "./selection";

/** The selection of the table page; another filter or search is about other records, so it starts anew. */
export function useSelection({ filter, search }: RecordQuery) {
  const [selection, dispatch] = useReducer(selectionReducer, EMPTY_SELECTION);
  const matching = JSON.stringify([filter, search]);
  const [madeFor, setMadeFor] = useState(matching);
  if (madeFor !== matching) {
    setMadeFor(matching);
    if (!isNothingSelected(selection)) dispatch({ type: "clear", notice: CLEARED_BY_FILTER });
  }
  return [selection, dispatch] as const;
}
