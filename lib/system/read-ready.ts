import type { Db } from "@/lib/db/client";
import { vitalDatabase } from "@/lib/db/index";
import { databaseState, whyNotReady } from "./database-state";
import { NO_DATABASE } from "./facts";
import { withinPatience } from "./within-patience";

/** Why this process can't serve pages now, in a sentence; null where it can. Never throws. */
export async function readReady(db: Db = vitalDatabase().db): Promise<string | null> {
  return whyNotReady((await withinPatience(databaseState(db))) ?? NO_DATABASE);
}
