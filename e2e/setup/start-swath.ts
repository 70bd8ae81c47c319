import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface RunningSwath {
  url: string;
  process: ChildProcess;
  /** Everything it has printed. */
  output: () => string;
  /** SIGTERM, and wait until it has ended; answers its exit code. */
  stop: () => Promise<number | null>;
}

interface StartOptions {
  dataDir: string;
  port: number;
  /** Without it, an embedded database of its own with the sample data. */
  databaseUrl?: string;
  /** Path of a `swath.config.ts`. */
  config?: string;
}

/** `npm start` as a user runs it. Answers when web and worker are well. */
export async function startSwath({ dataDir, port, databaseUrl, config }: StartOptions): Promise<RunningSwath> {
  // As under npm, it ends when we are gone, also by kill -9.
  const underNpm = { npm_lifecycle_event: "start" };
  const database = { DATABASE_URL: databaseUrl ?? "" };
  const env = {
    ...process.env,
    ...underNpm,
    ...database,
    SWATH_DATA_DIR: dataDir,
    SWATH_ENV_FILES: "off",
    SWATH_CONFIG: config ?? "",
    PORT: String(port),
  };
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  for (let waitedMs = 0; waitedMs < 240_000; waitedMs += 250) {
    if (child.exitCode !== null) throw new Error(`Swath ended while starting:\n${output}`);
    if ((await fetch(`${url}/api/health`).catch(() => undefined))?.ok) {
      return { url, process: child, output: () => output, stop };
    }
    await sleep(250);
  }
  await stop();
  throw new Error(`Swath didn't get well within four minutes:\n${output}`);
}
