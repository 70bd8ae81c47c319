import type { Filter } from "@/lib/tables/model/filter";
import { applyPlan, planTask, recordHistory } from "@/lib/testing/verbs";
import type { BenchEnvironment } from "../environment";
import { type Figure, percentile } from "../figure";
import { fillPlaces, forgetTasks } from "../places";
import { ADD_ONE, waitForEnd } from "../run-task";

const RECORDS = 20_000;
const TASKS = 1_000;
const ASKED = 200;

/** The first page of one record's history after a thousand tasks: all of them wrote it, or each only records around it. */
export async function measureHistory(env: BenchEnvironment): Promise<Figure[]> {
  await fillPlaces(env, RECORDS);
  // A chunk of 800 records that lie all over the table: its range of keys is no help.
  const scattered: Filter = { join: "and", rules: [{ column: "region", operator: "in", value: ["10", "11"] }] };
  const around = await historyMs(env, scattered);
  const own = await historyMs(env, null);
  const figure = (name: string, ms: number[]): Figure => ({
    name: `history of one record, ${name}, p95`,
    value: percentile(ms, 0.95),
    unit: "ms",
    target: "≤ 20",
    spread: [Math.min(...ms), Math.max(...ms)],
  });
  return [figure("1,000 tasks wrote it", own), figure("1,000 tasks wrote records around it", around)];
}

async function historyMs(env: BenchEnvironment, filter: Filter | null): Promise<number[]> {
  await forgetTasks(env);
  const worker = await env.startWorker(2);
  const { taskId } = await planTask(env.ctx, { table: "places", selection: { kind: "matching", filter } });
  await applyPlan(env.ctx, { taskId, change: ADD_ONE as never, errorPolicy: "skip_failed" });
  await waitForEnd(env, taskId);
  await worker.stop();
  await repeatTask(env, taskId, TASKS - 1);
  const ms: number[] = [];
  for (let i = 0; i < ASKED; i++) {
    const begun = performance.now();
    const { entries } = await recordHistory(env.ctx, { table: "places", id: String(i * 50 + 1) });
    ms.push(performance.now() - begun);
    if (entries.length !== (filter ? 0 : 20))
      throw new Error(`The history has ${entries.length} entries on its first page.`);
  }
  return ms.slice(ASKED / 10); // the first ones warm up
}

/** As if the task had run so many times more, a millisecond apart: its own row and all that it wrote, under new ids. */
async function repeatTask({ sql }: BenchEnvironment, taskId: string, times: number): Promise<void> {
  const copy = async (table: string, key: string, other: Record<string, string>) => {
    const columns = await sql<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = ${`swath.${table}`}::regclass and attnum > 0
        and not attisdropped and attgenerated = '' and attidentity = ''`;
    const values = columns.map(({ name }) => other[name] ?? `t.${name}`);
    await sql.unsafe(
      `insert into swath.${table} (${columns.map(({ name }) => name).join(", ")})
      select ${values.join(", ")} from swath.${table} t, generate_series(1, ${times}) as n where t.${key} = '${taskId}'
      order by n`,
    );
  };
  const again = `md5('${taskId}' || n)::uuid`;
  await copy("bulk_tasks", "id", { id: again });
  await copy("record_changes", "task_id", { task_id: again, at: "t.at - n * interval '1 millisecond'" });
  await sql`vacuum (analyze) swath.record_changes`;
}
