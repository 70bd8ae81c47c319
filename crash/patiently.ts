import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { transientReason } from "@/lib/db/postgres-error";

const WITHIN_MS = 60_000;

/** Tries again for as long as the database is away: the suite itself must survive its own faults. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() - begun > WITHIN_MS) throw error;
      await sleep(50);
    }
  }
}

/** What other people write: where Postgres ends theirs to resolve a deadlock with a task, they do it again. */
export async function asOthersWould<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await patiently(write);
    } catch (error) {
      if (transientReason(error) !== "deadlock") throw error;
    }
  }
}
