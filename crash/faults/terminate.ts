import { setTimeout as sleep } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import type { Fault } from "@/crash/fault";
import { assertWorks } from "@/crash/works-again";

const WHICH: SQL[] = [
  // Chunks in mid-transaction.
  sql`application_name = 'swath-worker' and xact_start is not null`,
  sql`application_name = 'swath-worker'`,
  // The queue's own connections, its listener and the reaper's lock among them.
  sql`application_name like 'swath-worker-%'`,
  sql`application_name like 'swath-worker%'`,
];

/** `pg_terminate_backend`, as of an administrator or a failover, one to three times. */
export const terminate: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  async strike({ env, random, struck, complain }) {
    for (let left = random.int(1, 3); left > 0; left--) {
      await env.db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and ${random.pick(WHICH)}`);
      if (left > 1) await sleep(random.int(10, 300));
    }
    await struck();
    if (random.chance(0.3)) return () => assertWorks(env, random.pick(env.workers), complain);
  },
};
