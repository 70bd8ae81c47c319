import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";

/** What every verb receives first: who acts, on which database. */
export interface Ctx {
  db: Db;
  actor: Actor;
  /** Aborted when whoever asked has left. */
  signal?: AbortSignal;
}
