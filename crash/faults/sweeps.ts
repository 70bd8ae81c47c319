import { sql } from "drizzle-orm";
import pino from "pino";
import type { Fault } from "@/crash/fault";
import { sweep } from "@/lib/bulk/run/sweep";

const log = pino({ level: "silent" });

/** The queue has lost its jobs, and every sweep finds the task at the same moment: two workers' and three more. */
export const sweeps: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  losesJobs: true,
  async strike({ env, scenario, random, taskId, struck, complain }) {
    await struck();
    // Without this the sweeps would wait for the four seconds after which a silent task counts as stalled.
    if (random.chance(0.7)) {
      await env.db.execute(
        sql`update swath.bulk_tasks set heartbeat_at = now() - interval '5 seconds' where id = ${taskId}`,
      );
      await Promise.all([sweep({ db: env.db, log }), sweep({ db: env.db, log }), sweep({ db: env.db, log })]);
    }
    const [jobs] = await env.db.execute<{ n: number }>(
      sql`select count(*)::int as n from graphile_worker.jobs where key like ${`swath:${taskId}:%`}`,
    );
    if ((jobs?.n ?? 0) > scenario.lanes) complain(`${jobs?.n} jobs for ${scenario.lanes} lanes`);
  },
};
