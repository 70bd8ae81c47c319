"use client";

import { useEffect, useEffectEvent } from "react";
import type { Page, RecordPages } from "./use-record-pages";

/** A screenful: whoever wants more asks for it. */
const ENOUGH = 20;
/** So many pages are asked for without being told to. */
const MOST_PAGES = 200;

/**
 * Goes on with a search whose pages come back almost empty, since the server reads only so many records for each.
 * @param found how many there are so far; null where nothing is searched
 * @returns whether it is still at it
 */
export function useSearchOn(pages: RecordPages<Page>, found: number | null): boolean {
  const { more, loadingMore, read } = pages;
  const on = found !== null && found < ENOUGH && more && !read.error && pages.pages.length < MOST_PAGES;
  const goOn = useEffectEvent(() => pages.loadMore());
  const due = on && !loadingMore;
  useEffect(() => {
    if (due) goOn();
  }, [due]);
  return on;
}
