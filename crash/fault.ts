import type { CrashEnvironment } from "./environment";
import type { Random } from "./random";
import type { Scenario } from "./scenario";
import { chunkWorkers } from "./tasks";
import type { CrashWorker } from "./worker-kinds";

export interface Strike {
  env: CrashEnvironment;
  scenario: Scenario;
  random: Random;
  taskId: string;
  /** The harm is done. It is measured how long the task stands still from here on, or from `since`. */
  struck: (since?: number) => Promise<void>;
  /** A promise was broken. */
  complain: (sentence: string) => void;
}

/** One way in which the world goes wrong. */
export interface Fault {
  /** Starts the workers that the scenario needs. */
  begin: (env: CrashEnvironment, scenario: Scenario) => Promise<void>;
  /** The task's jobs are lost before anybody sees them. */
  losesJobs?: boolean;
  /** Does the harm; what it answers with is called once the task has ended. */
  strike: (strike: Strike) => Promise<void | (() => Promise<void>)>;
}

/** The worker that wrote the task's last chunk, and so most likely its next one; any before the first. */
export async function holder({ env, taskId, random }: Strike): Promise<CrashWorker> {
  const [last] = await chunkWorkers(env.db, taskId);
  return env.workers.find(({ pid }) => last?.includes(`-${pid}-`)) ?? random.pick(env.workers);
}
