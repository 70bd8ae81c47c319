import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Actor } from "@/lib/model/actor";
import { type Database, type Db, openDatabase } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { createUser } from "@/lib/testing/builders";
import { cloneTemplate, dropDatabase } from "@/lib/testing/template";
import { removePostgres, startPostgres } from "@/scripts/pg.mjs";
import { createBranches } from "./branches";
import { createParcels } from "./parcels";
import { type CrashWorker, startWorkerOfKind, type WorkerKind } from "./worker-kinds";

/** One database with its workers; seeds use it one after the other. */
export interface CrashEnvironment {
  url: string;
  db: Db;
  actor: Actor;
  workers: CrashWorker[];
  /** Only where the server is this environment's own. */
  server?: { pid: () => number; start: () => Promise<unknown> };
  /** Exactly `n` workers of a kind, those of the seed before if possible. */
  useWorkers: (kind: WorkerKind, n: number) => Promise<void>;
  startWorker: (kind: WorkerKind) => Promise<CrashWorker>;
  /** Ends a worker on purpose. */
  end: (worker: CrashWorker, signal?: NodeJS.Signals) => ReturnType<CrashWorker["end"]>;
  close: () => Promise<void>;
}

/** A database of its own on a server that others use as well. */
export async function sharedEnvironment(adminUrl: string, template: string): Promise<CrashEnvironment> {
  const name = `swath_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const url = await cloneTemplate(adminUrl, template, name);
  return environment(url, undefined, () => dropDatabase(adminUrl, name));
}

/** A server of its own, with durable settings, that may be stopped and started. */
export async function ownEnvironment(major: 15 | 18): Promise<CrashEnvironment> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-crash-"));
  const { url, data } = await startPostgres({ dir, major });
  await migrateDatabase(url, { sample: true });
  const server = {
    pid: () => Number(fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[0]),
    start: () => startPostgres({ dir, major }),
  };
  return environment(url, server, async () => {
    await removePostgres({ dir, major });
    fs.rmSync(dir, { recursive: true, force: true });
  });
}

async function environment(
  url: string,
  server: CrashEnvironment["server"],
  drop: () => Promise<void>,
): Promise<CrashEnvironment> {
  const database: Database = openDatabase(url, { applicationName: "swath-crash", max: 6 });
  await createParcels(database.db);
  await createBranches(database.db);
  const workers: CrashWorker[] = [];
  let started = 0;
  const startWorker = async (kind: WorkerKind) => {
    const worker = await startWorkerOfKind(kind, url, started++);
    workers.push(worker);
    return worker;
  };
  const end = async (worker: CrashWorker, signal?: NodeJS.Signals) => {
    const at = workers.indexOf(worker);
    if (at >= 0) workers.splice(at, 1);
    const ended = await worker.end(signal);
    await worker.proxy?.end();
    return ended;
  };
  return {
    url,
    db: database.db,
    actor: await createUser(database.db, { role: "admin" }),
    workers,
    server,
    startWorker,
    end,
    async useWorkers(kind, n) {
      const others = workers.filter((worker) => worker.kind !== kind || worker.ended());
      await Promise.all([...others, ...workers.filter((w) => !others.includes(w)).slice(n)].map((w) => end(w)));
      await Promise.all(Array.from({ length: n - workers.length }, () => startWorker(kind)));
    },
    async close() {
      await Promise.all([...workers].map((worker) => end(worker, "SIGKILL")));
      await database.end();
      await drop();
    },
  };
}
