import type { Change } from "@/lib/bulk/model/change";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns } from "../figure";
import { fillPlaces, forgetTasks, settle } from "../places";
import { runTask } from "../run-task";

const TAKE_FIVE: Change = { kind: "update", columns: { population: { op: "add", by: -5 } } };

/** 100 records that break a CHECK, spread over 100,000, against the same task without them. */
export async function measureRefusals(env: BenchEnvironment, pairs: number): Promise<Figure[]> {
  await fillPlaces(env, 100_000);
  const worker = await env.startWorker(2);
  const ratios: number[] = [];
  const reported: number[] = [];
  for (let i = 0; i <= pairs; i++) {
    const good = await once(env, 0);
    const bad = await once(env, 100);
    if (i === 0) continue; // warm-up
    ratios.push(bad.totalMs / good.totalMs);
    reported.push(bad.counts.failed);
  }
  await worker.stop();
  return [
    fromRuns("100 bad among 100,000 ÷ none bad", "×", ratios, "≤ 2"),
    fromRuns("bad records reported, of 100", "records", reported, "= 100"),
  ];
}

async function once(env: BenchEnvironment, bad: number) {
  await forgetTasks(env);
  await env.sql`update places set population = case when ${bad}::int > 0 and geoname_id % 1000 = 7 then 2 else 1000 end`;
  await settle(env);
  return runTask(env, TAKE_FIVE);
}
