import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import { ensureBuilt } from "../scripts/build.mjs";
import { freePort, ROOT } from "../scripts/pg.mjs";

const SECRET = "a-secret-of-this-measurement-only";
const COOKIE = "authjs.session-token";

export interface WebServer {
  url: string;
  /** A `cookie` header that signs a user in. */
  cookieOf: (userId: string) => Promise<string>;
  /** Resident memory of the process, in kB. */
  residentKb: () => number;
  stop: () => Promise<void>;
}

/** The production web process, alone, on the database of the bench. */
export async function startWebServer(databaseUrl: string): Promise<WebServer> {
  await ensureBuilt();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: SECRET,
        SWATH_LOG_LEVEL: "warn",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300 && !(await fetch(`${url}/api/health`).catch(() => undefined)); i++) await sleep(100);
  return {
    url,
    cookieOf: async (userId) => `${COOKIE}=${await encode({ token: { sub: userId }, secret: SECRET, salt: COOKIE })}`,
    residentKb: () => Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" })),
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
