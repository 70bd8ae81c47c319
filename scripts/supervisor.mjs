import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./pg.mjs";
import { Sorry } from "./sorry.mjs";

const PRELOAD = path.join(ROOT, "scripts/die-with-parent.mjs");
const GRACE_MS = 9_000;
const STABLE_MS = 30_000;
const CRASHES_BEFORE_READY = 3;

/**
 * Runs the web and the worker process: restarts them when they die, ends them together.
 * `failed` is called when one of them doesn't even come up.
 */
export function createSupervisor({ env, failed }) {
  const running = new Set();
  let stopping = false;
  let ready = false;

  function launch(args) {
    // A process group of its own: Ctrl-C reaches only us, and a stop reaches its children too.
    const child = spawn(process.execPath, ["--import", PRELOAD, ...args], {
      cwd: ROOT,
      env: { ...env, SWATH_SUPERVISOR: String(process.pid) },
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.ended = new Promise((resolve) => {
      child.on("error", resolve);
      child.on("exit", (code, signal) => resolve(signal ?? code));
    }).then((how) => (running.delete(child), how));
    running.add(child);
    return child;
  }

  /** Runs a step to its end. Exit code 2 says that the step has already said why it failed. */
  async function step(args, what) {
    const how = await launch(args).ended;
    if (how === 2) throw new Sorry("");
    if (how !== 0 && !stopping) throw new Sorry(`${what} failed (see above).`);
  }

  /** Runs what only has something to say; if it fails, it has said so, and everything else goes on. */
  const tell = async (args) => void (await launch(args).ended);

  /** Keeps a process running until `stop`; the answer restarts it. */
  function keep(name, args) {
    let crashes = 0;
    let child;
    let wanted = false;
    const run = async () => {
      while (!stopping) {
        const startedAt = Date.now();
        child = launch(args);
        const how = await child.ended;
        if (stopping) return;
        if (wanted) {
          wanted = false;
          continue;
        }
        crashes = Date.now() - startedAt > STABLE_MS ? 1 : crashes + 1;
        if (!ready && crashes === CRASHES_BEFORE_READY) return failed(`The ${name} doesn't start (see above).`);
        const waitMs = Math.min(500 * 2 ** (crashes - 1), 15_000);
        console.error(`swath: the ${name} ended (${how}); starting it again in ${waitMs / 1000} s.`);
        await sleep(waitMs);
      }
    };
    void run();
    return () => {
      if (!running.has(child)) return;
      wanted = true;
      const old = child;
      old.kill("SIGTERM");
      setTimeout(() => running.has(old) && killGroup(old), GRACE_MS).unref();
    };
  }

  async function stop() {
    stopping = true;
    const all = [...running];
    for (const child of all) child.kill("SIGTERM");
    const late = setTimeout(() => all.forEach(killGroup), GRACE_MS);
    await Promise.all(all.map((child) => child.ended));
    clearTimeout(late);
  }

  return { step, tell, keep, stop, nowReady: () => (ready = true), kill: () => running.forEach(killGroup) };
}

function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
