import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { users } from "@/lib/db/schema/users";
import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, percentile } from "../figure";
import { fillPlaces, forgetTasks, settle } from "../places";
import { ADD_ONE, runTask } from "../run-task";
import type { Answer, Order } from "../viewer-clients";
import { startWebServer, type WebServer } from "../web-server";

const VIEWERS = 1_000;
const PEOPLE = 50;
const WARM_UP = 50;

/** A thousand people who watch a large task over one web process: how soon they are told, and what they cost. */
export async function measureViewers(env: BenchEnvironment, records: number, pairs: number): Promise<Figure[]> {
  await fillPlaces(env, records);
  const web = await startWebServer(env.url);
  const worker = await env.startWorker(2);
  const cookies = await Promise.all((await addPeople(env)).map((id) => web.cookieOf(id)));
  console.log(
    `Load before: ${os
      .loadavg()
      .map((n) => n.toFixed(1))
      .join(", ")}`,
  );
  const warm = await openViewers(web, cookies, WARM_UP);
  await run(env);
  await warm.close();

  const ratios: number[] = [];
  const delays: number[] = [];
  const live: number[] = [];
  const resident: number[] = [];
  let listening = 0;
  for (let i = 0; i < pairs; i++) {
    const alone = await run(env);
    const before = await web.memory();
    const viewers = await openViewers(web, cookies, VIEWERS);
    const watched = await run(env);
    const after = await web.memory();
    // Only the first thousand find a process that has not grown for others before.
    if (i === 0) {
      live.push((after.liveKb - before.liveKb) / VIEWERS);
      resident.push((after.residentKb - before.residentKb) / VIEWERS);
    }
    listening = Math.max(listening, await listeners(env));
    delays.push(...(await viewers.delays(await commitsOf(env, watched.taskId))));
    ratios.push(alone.totalMs / watched.totalMs);
    await viewers.close();
  }
  await worker.stop();
  await web.stop();
  const size = number(VIEWERS);
  return [
    {
      name: `chunk commit → event, ${size} viewers, p95`,
      value: percentile(delays, 0.95),
      unit: "ms",
      target: "≤ 1000",
    },
    fromRuns("memory in use per viewer, web process", "kB", live, "≤ 100"),
    fromRuns("resident memory per viewer, with what a collection would give back", "kB", resident),
    { name: "LISTEN connections", value: listening, unit: "connections", target: "= 1" },
    fromRuns(`records per second with ${size} viewers ÷ with none`, "×", ratios, "≥ 0.9"),
  ];
}

/** Admins, who see everyone's tasks: each of them is told of every change. */
async function addPeople({ ctx }: BenchEnvironment): Promise<string[]> {
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    email: `viewer${i}@bench.local`,
    role: "admin" as const,
  }));
  const added = await ctx.db.insert(users).values(people).returning({ id: users.id });
  return added.map(({ id }) => id);
}

async function run(env: BenchEnvironment) {
  await forgetTasks(env);
  await settle(env);
  return runTask(env, ADD_ONE);
}

async function openViewers(web: WebServer, cookies: string[], count: number) {
  const child = fork("bench/viewer-clients.ts", { execArgv: ["--import", "tsx"] });
  await ask(child, { kind: "connect", url: web.url, cookies, count });
  return {
    async delays(commits: { atMs: number; done: number }[]): Promise<number[]> {
      // The last event may still be on its way.
      await sleep(2_000);
      const answer = await ask(child, { kind: "delays", commits });
      if (answer.kind !== "delays" || answer.missing > 0) throw new Error("A viewer was not told of every chunk.");
      return answer.ms;
    },
    async close() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
      await sleep(1_000);
    },
  };
}

async function ask(child: ChildProcess, order: Order): Promise<Answer> {
  const answered = once(child, "message");
  child.send(order);
  const [answer] = (await answered) as [Answer];
  return answer;
}

async function commitsOf({ sql }: BenchEnvironment, taskId: string): Promise<{ atMs: number; done: number }[]> {
  const chunks = await sql<{ at: number; size: number }[]>`
    select (extract(epoch from done_at) * 1000)::float as at, size from swath.bulk_chunks
    where task_id = ${taskId} order by done_at`;
  let done = 0;
  return chunks.map(({ at, size }) => ({ atMs: at, done: (done += size) }));
}

async function listeners({ sql }: BenchEnvironment): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where application_name = 'swath-live'`;
  return row?.n ?? 0;
}
