import { sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Session } from "@/lib/auth/session";
import type { Db } from "@/lib/db/client";

const LOOK_MS = 2_000;

/** Who reads a stream, as they were when it was authorised. */
export interface Reader {
  actor: Actor;
  /** That asked for it. */
  session: Pick<Session, "epoch" | "id">;
}

interface Watched extends Reader {
  end: () => void;
}

// Route bundles and hot reload load this module several times: one look per process all the same.
const shared = globalThis as unknown as { swathDismissals?: { watched: Set<Watched>; timer?: NodeJS.Timeout } };
const state = (shared.swathDismissals ??= { watched: new Set() });

/**
 * Calls `end` soon after a person with an open stream was disabled, signed out or got another role or password, also where that
 * happened while the stream was being opened; whoever still may comes back by themselves. One query for all streams of
 * the process. Call the answer when the stream has ended.
 */
export function endWhenDismissed(db: Db, reader: Reader, end: () => void): () => void {
  const watched: Watched = { ...reader, end };
  state.watched.add(watched);
  state.timer ??= setInterval(() => void look(db).catch(() => {}), LOOK_MS).unref();
  return () => {
    state.watched.delete(watched);
    if (state.watched.size > 0) return;
    clearInterval(state.timer);
    state.timer = undefined;
  };
}

/** A database that can't be asked ends the streams by itself. */
async function look(db: Db): Promise<void> {
  const known = new Map([...state.watched].map(({ actor }) => [actor.id, actor.role]));
  const rows = await db.execute<{ id: string; role: string; epoch: number }>(sql`
    select id, role, session_epoch as epoch from swath.users where disabled_at is null
      and id in (select jsonb_array_elements_text(${JSON.stringify([...known.keys()])}::text::jsonb)::uuid)`);
  const sessions = [...state.watched].map(({ session }) => session.id);
  const over = await db.execute<{ id: string }>(sql`
    select id from swath.ended_sessions
    where id in (select jsonb_array_elements_text(${JSON.stringify(sessions)}::text::jsonb))`);
  const ended = new Set(over.map(({ id }) => id));
  const now = new Map(rows.map((row) => [row.id, row]));
  for (const watched of state.watched) {
    if (!known.has(watched.actor.id)) continue;
    const person = now.get(watched.actor.id);
    const { epoch, id } = watched.session;
    if (person?.role !== watched.actor.role || person.epoch !== epoch || ended.has(id)) watched.end();
  }
}
