import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import type { Actor } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { openDatabase, type Database } from "@/lib/db/client";
import { loadTables } from "@/lib/catalogue/load-tables";
import { migrateDatabase } from "@/lib/db/migrate";
import { users } from "@/lib/db/schema/users";
import { removePostgres, ROOT, startPostgres } from "../scripts/pg.mjs";

export interface BenchEnvironment {
  url: string;
  database: Database;
  /** Plain SQL, as psql would send it. */
  sql: postgres.Sql;
  ctx: Ctx;
  major: 15 | 18;
  /** Starts a real worker process; answers how to end it. */
  startWorker: (lanes?: number) => Promise<Worker>;
  close: () => Promise<void>;
}

export interface Worker {
  pid: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
}

export const BENCH_EMAIL = "bench@swath.local";

/** A server of its own with durable settings, never the one of `npm start`; thrown away at the end. */
export async function openEnvironment(major: 15 | 18): Promise<BenchEnvironment> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-bench-"));
  const server = await startPostgres({ dir, major });
  await migrateDatabase(server.url, { sample: true });
  const database = openDatabase(server.url, { applicationName: "swath-bench" });
  await loadTables(database.db);
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  const actor = await benchActor(database);
  const workers = new Set<Worker>();
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([...workers].map((worker) => worker.stop()));
    await sql.end();
    await database.end();
    await removePostgres({ dir, major });
    fs.rmSync(dir, { recursive: true, force: true });
  };
  return {
    url: server.url,
    database,
    sql,
    major,
    ctx: { db: database.db, actor },
    async startWorker(lanes = 2) {
      const worker = await startWorker(server.url, lanes, sql);
      workers.add(worker);
      return worker;
    },
    // Asked for twice where a bench is interrupted: what it was doing fails, and ends as well.
    close: () => (closing ??= close()),
  };
}

async function benchActor({ db }: Database): Promise<Actor> {
  const email = BENCH_EMAIL;
  await db.insert(users).values({ email, name: "Bench", role: "admin" }).onConflictDoNothing();
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return { id: user!.id, email, name: user!.name, role: user!.role };
}

async function startWorker(url: string, concurrency: number, sql: postgres.Sql): Promise<Worker> {
  const [before] = await sql<{ n: number }[]>`select count(*)::int as n from swath.worker_heartbeats`;
  const child = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, SWATH_WORKER_CONCURRENCY: String(concurrency), SWATH_LOG_LEVEL: "warn" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (let i = 0; i < 300; i++) {
    const [now] = await sql<{ n: number }[]>`select count(*)::int as n from swath.worker_heartbeats`;
    if ((now?.n ?? 0) > (before?.n ?? 0)) break;
    await sleep(100);
  }
  return { pid: child.pid!, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
