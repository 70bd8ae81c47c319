import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PgBouncer } from "@/lib/testing/pg-bouncer";
import { freePort, removePostgres, startPostgres, stopPostgres } from "@/scripts/pg.mjs";
import { type Balancer, startBalancer } from "./balancer";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface FleetProcess {
  pid: number;
  /** Of a web process. */
  port: number;
  /** Ends it and waits for that; answers how long it took, milliseconds. */
  end: (signal: NodeJS.Signals) => Promise<number>;
}

/**
 * Several of everything on one machine, from what `npm run build` has built: web processes behind a load balancer, workers,
 * PgBouncer in transaction mode, a Postgres of their own with the sample data.
 */
export class Fleet {
  readonly #dir: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #pooler: PgBouncer;
  readonly #balancer: Balancer;
  readonly #alive = new Set<ChildProcess>();
  /** The database itself. */
  readonly databaseUrl: string;

  private constructor(dir: string, databaseUrl: string, pooler: PgBouncer, balancer: Balancer) {
    this.#dir = dir;
    this.databaseUrl = databaseUrl;
    this.#pooler = pooler;
    this.#balancer = balancer;
    this.#env = {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      AUTH_SECRET: "the-same-for-every-host-of-the-fleet",
      DATABASE_URL: pooler.url(databaseUrl),
      DATABASE_DIRECT_URL: databaseUrl,
      SWATH_CONFIG: path.join(ROOT, "sample", "swath.config.ts"),
    };
  }

  static async start(): Promise<Fleet> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-fleet-"));
    // The server's own account must be able to enter.
    fs.chmodSync(dir, 0o755);
    const postgres = await startPostgres({ dir });
    const fleet = new Fleet(dir, postgres.url, await PgBouncer.start(postgres.adminUrl), await startBalancer());
    const env = { ...fleet.#env, DATABASE_URL: postgres.url, SWATH_SAMPLE: "true" };
    for (const args of [["scripts/production/build.mjs"], ["--import", "tsx", "lib/db/sample/cli.ts", "--load"]]) {
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
      if (status !== 0) throw new Error(`${args.at(-1)}: ${stderr}`);
    }
    return fleet;
  }

  /** Where people go. */
  get url(): string {
    return this.#balancer.url;
  }

  serves(...webs: FleetProcess[]): void {
    this.#balancer.serves(webs.map(({ port }) => port));
  }

  /** A web process that is ready to serve. */
  async web(): Promise<FleetProcess> {
    const port = await freePort();
    const started = this.#launch(["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)]);
    let last = "nobody answers";
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`).catch(() => undefined);
      if (answer?.ok) return { ...started, port };
      last = (await answer?.text()) ?? last;
      await sleep(100);
    }
    throw new Error(`A web process did not get ready: ${last}`);
  }

  worker(): FleetProcess {
    return { ...this.#launch(["dist/worker.mjs"]), port: 0 };
  }

  async restartPostgres(): Promise<void> {
    await stopPostgres({ dir: this.#dir });
    await startPostgres({ dir: this.#dir });
  }

  async stop(): Promise<void> {
    for (const child of this.#alive) child.kill("SIGKILL");
    await this.#balancer.stop();
    await this.#pooler.stop();
    await removePostgres({ dir: this.#dir });
    fs.rmSync(this.#dir, { recursive: true, force: true });
  }

  #launch(args: string[]): Omit<FleetProcess, "port"> {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: this.#env, stdio: "ignore" });
    this.#alive.add(child);
    // Whatever ends the tests, it goes with them.
    process.once("exit", () => child.kill("SIGKILL"));
    const ended = new Promise<void>((resolve) => {
      child.once("exit", () => {
        this.#alive.delete(child);
        resolve();
      });
    });
    return {
      pid: child.pid ?? 0,
      async end(signal) {
        const begun = performance.now();
        child.kill(signal);
        await ended;
        return Math.round(performance.now() - begun);
      },
    };
  }
}
