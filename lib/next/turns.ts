import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";

/**
 * How much one person may have going at once, in each web process, so that nobody takes the connections of all.
 * Requests wait for each other; what stays open for long is refused with a sentence.
 */
export const AT_ONCE = {
  /** As many as a page asks for side by side; the pool has 10 connections. */
  request: { most: 5, waiting: 100, told: "You have too many requests waiting. Try again in a moment." },
  /** Files that are sent or received. */
  file: { most: 3, waiting: 0, told: "You have three files on their way. Wait until one of them has arrived." },
  /** Open pages of Swath. */
  stream: {
    most: 30,
    waiting: 0,
    told: "Swath is open in 30 windows of yours. Close some of them to see live changes here.",
  },
} as const;

export type Turn = keyof typeof AT_ONCE;

interface Going {
  going: number;
  waiting: (() => void)[];
}

// Route bundles and hot reload load this module several times: one count per process all the same.
const shared = globalThis as unknown as { swathTurns?: Map<string, Going> };
const turns = (shared.swathTurns ??= new Map());

/**
 * Resolves when it is this person's turn; call the answer when it is over, as often as you like.
 * @throws AppError RATE_LIMITED
 */
export async function takeTurn({ id }: Pick<Actor, "id">, kind: Turn): Promise<() => void> {
  const { most, waiting, told } = AT_ONCE[kind];
  const key = `${kind} ${id}`;
  const own = turns.get(key) ?? { going: 0, waiting: [] };
  turns.set(key, own);
  if (own.going < most) own.going++;
  else if (own.waiting.length >= waiting) throw new AppError("RATE_LIMITED", told);
  // Whoever ends hands the place on, so that nobody slips in between.
  else await new Promise<void>((resolve) => own.waiting.push(resolve));

  let over = false;
  return () => {
    if (over) return;
    over = true;
    const next = own.waiting.shift();
    if (next) return next();
    own.going--;
    if (own.going === 0) turns.delete(key);
  };
}
