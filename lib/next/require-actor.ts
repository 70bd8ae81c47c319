import { cache } from "react";
import type { Actor } from "@/lib/model/actor";
import { findActor } from "@/lib/auth/find-user";
import type { Session } from "@/lib/auth/session";
import type { Ctx } from "@/lib/ctx";
import { loadTables } from "@/lib/catalogue/load-tables";
import { vitalDatabase, webDatabase } from "@/lib/db/index";
import { env } from "@/lib/env";
import { AppError } from "@/lib/model/errors";
import { auth } from "./auth";
import { serveInlineTasks } from "./inline-engine";

/**
 * Who sends this request, or null. The cookie only says which user; the row is read afresh once per request,
 * so a new role or a disabled account takes effect at once.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await currentSession();
  if (session) {
    await loadTables(webDatabase().db, { config: env.SWATH_CONFIG });
    serveInlineTasks();
  }
  return session && findActor(vitalDatabase().db, session);
});

/** What the cookie of this request says; whether it holds, `currentActor` asks. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const { id, held } = (await auth())?.user ?? {};
  return id && held ? { userId: id, epoch: held.epoch, id: held.sessionId } : null;
});

/** @throws AppError UNAUTHENTICATED */
export async function requireActor(): Promise<Actor> {
  return signedIn(await currentActor());
}

/** Of a request whose actor is known. @throws AppError UNAUTHENTICATED */
export async function requireSession(): Promise<Session> {
  return signedIn(await currentSession());
}

function signedIn<T>(who: T | null): T {
  if (who === null) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
  return who;
}

/** What verbs take first. @throws AppError UNAUTHENTICATED */
export async function requireCtx(): Promise<Ctx> {
  const actor = await requireActor();
  return { db: webDatabase().db, actor };
}
