import { type CrashEnvironment, ownEnvironment, sharedEnvironment } from "./environment";
import { runScenario, type SeedResult } from "./run-scenario";
import type { FaultName, Scenario } from "./scenario";

export interface SeedsOptions {
  scenarios: Scenario[];
  major: 15 | 18;
  adminUrl: string;
  template: string;
  onResult?: (result: SeedResult) => void;
}

/**
 * Runs scenarios in a few tracks side by side, each with a database and workers of its own: one for faults that
 * mostly wait for time-outs, one with its own server to restart, the others for the rest.
 */
export async function runSeeds(options: SeedsOptions): Promise<SeedResult[]> {
  const { scenarios } = options;
  const of = (...faults: FaultName[]) => scenarios.filter(({ fault }) => faults.includes(fault));
  const waiting = of("freeze", "silence");
  const restarts = of("restart");
  const rest = scenarios.filter((scenario) => !waiting.includes(scenario) && !restarts.includes(scenario));
  const shared = () => sharedEnvironment(options.adminUrl, options.template);
  const results = await Promise.all([
    runTrack(
      waiting.filter((_, i) => i % 2 === 0),
      shared,
      options,
    ),
    runTrack(
      waiting.filter((_, i) => i % 2 === 1),
      shared,
      options,
    ),
    runTrack(restarts, () => ownEnvironment(options.major), options),
    runTrack(
      rest.filter((_, i) => i % 2 === 0),
      shared,
      options,
    ),
    runTrack(
      rest.filter((_, i) => i % 2 === 1),
      shared,
      options,
    ),
  ]);
  return results.flat().toSorted((a, b) => a.seed - b.seed);
}

async function runTrack(
  scenarios: Scenario[],
  open: () => Promise<CrashEnvironment>,
  { onResult }: SeedsOptions,
): Promise<SeedResult[]> {
  const results: SeedResult[] = [];
  let env: CrashEnvironment | undefined;
  try {
    for (const scenario of scenarios) {
      env ??= await open();
      const result = await runScenario(env, scenario);
      results.push(result);
      onResult?.(result);
      if (result.violations.length === 0) continue;
      // Whatever went wrong must not spoil the next seed.
      await env.close();
      env = undefined;
    }
  } finally {
    await env?.close();
  }
  return results;
}
