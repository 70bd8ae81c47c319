"use client";

import { useEffect, useEffectEvent } from "react";
import type { RecordPages } from "./use-record-pages";

/** A screenful: whoever wants more asks for it. */
const ENOUGH = 20;
/** So many pages are asked for without being told to. */
const MOST_PAGES = 200;

/**
 * Goes on with a search whose pages come back almost empty, since the server reads only so many records for each.
 * @param found how many there are so far; null where nothing is searched
 * @returns whether it is still at it
 */
export function useSearchOn(pages: RecordPages<{ next: string | number | null }>, found: number | null): boolean {
  const { more, loadingMore, problem } = pages;
  const on = found !== null && found < ENOUGH && more && !problem && pages.pages.length < MOST_PAGES;
  const goOn = useEffectEvent(() => pages.loadMore());
  const due = on && !loadingMore;
  useEffect(() => {
    if (due) goOn();
  }, [due]);
  return on;
}
