"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useRef, useState } from "react";
import { changedCells } from "./changed-cells";
import { fetchCurrent } from "./fetch-records";
import { type RecordPages, rowsOf, withRows } from "./record-pages";

/** As many as one request may ask for. */
const MOST_CURRENT = 300;
const NONE: ReadonlySet<string> = new Set();

export interface FollowingInput {
  table: string;
  /** Of the loaded windows. */
  key: QueryKey;
  /** Places of the records in view. */
  visible: RefObject<{ first: number; last: number }>;
  /** Cells, by `cellKey`, that somebody else has changed. */
  onLive: (cells: string[]) => void;
}

/** Keeps loaded records as new as the last news of their table, each in its place: none leaves, none moves. */
export function useFollowing({ table, key, visible, onLive }: FollowingInput) {
  const client = useQueryClient();
  // Which records are as new as the last news; the others are read when they come into view.
  const news = useRef(0);
  const read = useRef(new Map<string, number>());
  /** Records that somebody deleted while they were shown. */
  const [gone, setGone] = useState(NONE);

  /** Reads the records in view that are older than the last news; answers how many were not as they were. */
  const catchUp = useCallback(async (): Promise<number> => {
    const { first, last } = visible.current;
    const shown = rowsOf(client.getQueryData<RecordPages>(key)).slice(first, last + 1);
    const old = shown.filter(({ id }) => (read.current.get(id) ?? 0) < news.current).slice(0, MOST_CURRENT);
    if (old.length === 0) return 0;
    for (const { id } of old) read.current.set(id, news.current);
    const before = new Map(old.map((row) => [row.id, row]));
    const current = await fetchCurrent(table, [...before.keys()]).catch((error: unknown) => {
      // They are as old as before, so that the next look reads them.
      for (const id of before.keys()) read.current.delete(id);
      throw error;
    });
    const now = new Map(current.map((row) => [row.id, row]));
    const moved = new Map([...now].filter(([id, { version }]) => version !== before.get(id)?.version));
    onLive([...moved].flatMap(([id, row]) => changedCells(before.get(id), row)));
    client.setQueryData<RecordPages>(key, (data) => withRows(data, moved));
    const lost = [...before.keys()].filter((id) => !now.has(id));
    // Back again: somebody took the delete back.
    setGone((all) =>
      all.size + lost.length === 0 ? all : new Set([...all].filter((id) => !now.has(id)).concat(lost)),
    );
    return moved.size + lost.length;
  }, [client, key, onLive, table, visible]);

  /** Somebody changed the table: what is in view is to be read, everything else when it comes into view. */
  const hear = useCallback(() => {
    news.current += 1;
  }, []);

  /** The list is read as a whole. */
  const forget = useCallback(() => setGone(NONE), []);

  return { gone, forget, hear, catchUp };
}
