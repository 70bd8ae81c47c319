import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import type { HeldFor } from "@/lib/bulk/model/limits";
import { ReplicaLag } from "./replica-lag";

/** When bulk tasks have to make room for others. Undefined: never. */
export interface BackPressureRules {
  /** Most seconds that a replica may be behind. */
  replicaLagSeconds?: number;
  /** Most sessions that may wait for locks which bulk tasks hold. */
  blockedSessions?: number;
}

export interface Strain {
  /** Of the slowest streaming replica; null without one, or where this role may not see it. */
  replicaLagSeconds: number | null;
  blockedSessions: number;
}

const LOOK_MS = 1_000;

/** Whether this worker's lanes shall hold. Looks at the server once a second at most, and not at all without a rule. */
export class BackPressure {
  readonly #db: Db;
  readonly #rules: BackPressureRules;
  readonly #log: Logger;
  readonly #read: (db: Db) => Promise<Strain>;
  #answer: Promise<HeldFor | undefined> | undefined;
  #nextAt = 0;

  constructor(db: Db, rules: BackPressureRules, log: Logger, read: (db: Db) => Promise<Strain> = strainReader()) {
    this.#db = db;
    this.#rules = rules;
    this.#log = log;
    this.#read = read;
  }

  async why(): Promise<HeldFor | undefined> {
    const { replicaLagSeconds, blockedSessions } = this.#rules;
    if (replicaLagSeconds === undefined && blockedSessions === undefined) return undefined;
    if (!this.#answer || performance.now() >= this.#nextAt) {
      this.#nextAt = performance.now() + LOOK_MS;
      this.#answer = this.#look();
    }
    return this.#answer;
  }

  async #look(): Promise<HeldFor | undefined> {
    try {
      const strain = await this.#read(this.#db);
      return heldBy(strain, this.#rules);
    } catch (error) {
      // Not knowing is no reason to stop everybody's work.
      this.#log.warn({ err: error }, "could not see whether to hold bulk tasks");
      return undefined;
    }
  }
}

export function heldBy(strain: Strain, rules: BackPressureRules): HeldFor | undefined {
  if (rules.replicaLagSeconds !== undefined && (strain.replicaLagSeconds ?? 0) > rules.replicaLagSeconds)
    return "replica_lag";
  if (rules.blockedSessions !== undefined && strain.blockedSessions > rules.blockedSessions) return "blocked_sessions";
  return undefined;
}

/** How far replicas are behind, and how many sessions wait for a bulk task's locks. */
function strainReader(): (db: Db) => Promise<Strain> {
  const lag = new ReplicaLag();
  return async (db) => ({ replicaLagSeconds: await lag.seconds(db), blockedSessions: await blockedSessions(db) });
}

export async function blockedSessions(db: Db): Promise<number> {
  const [row] = await db.execute<{ blocked: number }>(sql`
    select count(*)::int as blocked from pg_stat_activity waiting
    where waiting.wait_event_type = 'Lock' and waiting.application_name not like 'swath-worker%'
      and pg_blocking_pids(waiting.pid) && array(
        select pid from pg_stat_activity where application_name like 'swath-worker%')`);
  return row?.blocked ?? 0;
}
