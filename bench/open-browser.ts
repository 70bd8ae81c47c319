import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type BrowserContext } from "@playwright/test";
import { DEMO_PASSWORD, loadDemoUsers } from "@/lib/db/sample/load-demo-users";
import { findBrowser } from "../scripts/browser.mjs";
import { ensureBuilt } from "../scripts/build.mjs";
import { freePort, ROOT } from "../scripts/pg.mjs";
import type { BenchEnvironment } from "./environment";

export interface BenchBrowser {
  url: string;
  /** An editor who has just signed in, with an empty cache. */
  newContext: () => Promise<BrowserContext>;
  close: () => Promise<void>;
}

/** The production build over the bench's database, and a real browser. */
export async function openBrowser(env: BenchEnvironment): Promise<BenchBrowser> {
  await ensureBuilt();
  await loadDemoUsers(env.sql);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startWeb(env.url, port);
  const { CHROME_PATH, CHROME_LIBRARIES, CHROME_FONTS }: Record<string, string | undefined> = await findBrowser();
  const browser = await chromium.launch({
    executablePath: CHROME_PATH,
    // The heap as it is, not rounded to steps.
    args: ["--enable-precise-memory-info"],
    env: {
      ...(process.env as Record<string, string>),
      ...(CHROME_LIBRARIES ? { LD_LIBRARY_PATH: CHROME_LIBRARIES } : {}),
      ...(CHROME_FONTS ? { FONTCONFIG_FILE: CHROME_FONTS } : {}),
    },
  });
  await untilUp(url);
  const setUp = await browser.newPage();
  await setUp.goto(`${url}/sign-in`);
  await setUp.getByLabel(/e-?mail/i).fill("editor@swath.local");
  await setUp.getByLabel(/password/i).fill(DEMO_PASSWORD);
  await setUp.getByRole("button", { name: /^sign in$/i }).click();
  await setUp.waitForURL(/tables/);
  const storageState = await setUp.context().storageState();
  await setUp.context().close();
  return {
    url,
    newContext: () =>
      browser.newContext({ storageState, viewport: { width: 1440, height: 900 }, locale: "en-US", timezoneId: "UTC" }),
    async close() {
      await browser.close();
      server.kill("SIGTERM");
    },
  };
}

function startWeb(databaseUrl: string, port: number): ChildProcess {
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  return spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: "only-for-the-bench-never-in-use",
      SWATH_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function untilUp(url: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if ((await fetch(`${url}/sign-in`).catch(() => undefined))?.ok) return;
    await sleep(100);
  }
  throw new Error("The web server did not start within half a minute.");
}
