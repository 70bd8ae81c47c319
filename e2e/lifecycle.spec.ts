import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freePort } from "../scripts/pg.mjs";
import { type RunningSwath, startSwath } from "./setup/start-swath";
import { expect, login, test as base } from "./setup/test";

const test = base.extend<{ swath: RunningSwath }>({
  // A second Swath on the same database, as a second host would run it.
  swath: async ({}, use) => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-second-"));
    const databaseUrl = process.env.SWATH_E2E_DATABASE_URL;
    const swath = await startSwath({ dataDir, port: await freePort(), databaseUrl });
    await use(swath);
    await swath.stop();
    fs.rmSync(dataDir, { recursive: true });
  },
});

test.skip(process.platform !== "linux", "looks into /proc");

const children = (pid = 0) =>
  spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" })
    .stdout.split("\n")
    .map(Number)
    .filter(Boolean);

/** Web and worker, once the look at the database that follows them has ended. */
async function webAndWorker(swath: RunningSwath) {
  await expect.poll(() => children(swath.process.pid), { timeout: 30_000 }).toHaveLength(2);
  return children(swath.process.pid);
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("a stop takes less than ten seconds, also with an open stream, and leaves nothing behind", async ({
  browser,
  swath,
}) => {
  const context = await browser.newContext({ baseURL: swath.url });
  const page = await context.newPage();
  await login(page, "editor");
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const stream = new EventSource("/api/tasks/events");
        stream.addEventListener("open", resolve);
        stream.addEventListener("error", reject);
      }),
  );
  const started = await webAndWorker(swath);
  const askedAt = Date.now();
  expect(await swath.stop()).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(10_000);
  expect(started.filter(alive)).toEqual([]);
  await context.close();
});

test("a worker that is killed comes back", async ({ request, swath }) => {
  const worker = (await webAndWorker(swath)).find((pid) =>
    fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("worker/main.ts"),
  );
  process.kill(worker ?? 0, "SIGKILL");
  await expect.poll(swath.output).toContain("the worker ended (SIGKILL)");
  await expect
    .poll(() => children(swath.process.pid).filter((pid) => pid !== worker).length, { timeout: 15_000 })
    .toBe(2);
  expect((await request.get(`${swath.url}/api/health`)).ok()).toBe(true);
});

test("web and worker end when their supervisor is killed", async ({ swath }) => {
  const started = await webAndWorker(swath);
  process.kill(swath.process.pid ?? 0, "SIGKILL");
  await expect.poll(() => started.filter(alive), { timeout: 15_000 }).toEqual([]);
});
