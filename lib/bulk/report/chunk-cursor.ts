import { z } from "zod";

/** A place in a task's frozen selection: chunk and position in it. Where the page before ended. */
export const ChunkCursor = z.string().regex(/^\d{1,9}:\d{1,9}$/);

export type ChunkPlace = { seq: number; n: number };

/** The beginning of the selection when nothing is given. */
export function placeOf(cursor: string | undefined): ChunkPlace {
  const [seq = 0, n = 0] = (cursor ?? "0:0").split(":").map(Number);
  return { seq, n };
}

/** The cursor after the last of `shown`, when there was one more than was asked for. */
export function cursorAfter(last: ChunkPlace | undefined, more: boolean): string | null {
  return more && last ? `${last.seq}:${last.n}` : null;
}
