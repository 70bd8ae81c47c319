import type { Db } from "@/lib/db/client";
import { vitalDatabase } from "@/lib/db/index";
import { databaseState, whyNotReady } from "./database-state";
import { NO_DATABASE } from "./facts";

const DATABASE_MS = 3_000;

/** Why this process can't serve pages now, in a sentence; null where it can. Never throws. */
export async function readReady(db: Db = vitalDatabase().db): Promise<string | null> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), DATABASE_MS).unref());
  const state = await Promise.race([databaseState(db), late]).catch(() => undefined);
  return whyNotReady(state ?? NO_DATABASE);
}
