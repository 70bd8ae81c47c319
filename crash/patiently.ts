import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLost } from "@/lib/db/connection-lost";

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
