import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { encode } from "next-auth/jwt";
import { ensureBuilt } from "../scripts/build.mjs";
import { freePort, ROOT } from "../scripts/pg.mjs";

const SECRET = "a-secret-of-this-measurement-only";
const COOKIE = "authjs.session-token";

export interface WebMemory {
  /** In use after a collection: heap and buffers. */
  liveKb: number;
  /** What the process holds, with all that a collection could give back. */
  residentKb: number;
}

export interface WebServer {
  url: string;
  /** A `cookie` header that signs a user in. */
  cookieOf: (userId: string) => Promise<string>;
  memory: () => Promise<WebMemory>;
  stop: () => Promise<void>;
}

/** The production web process, alone, on the database of the bench. */
export async function startWebServer(databaseUrl: string): Promise<WebServer> {
  await ensureBuilt();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--import",
      pathToFileURL(path.join(ROOT, "bench/memory-on-request.mjs")).href,
      path.join(ROOT, "node_modules/next/dist/bin/next"),
      "start",
      "-H",
      "127.0.0.1",
      "-p",
      String(port),
    ],
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
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 300 && !(await fetch(`${url}/api/health`).catch(() => undefined)); i++) await sleep(100);
  return {
    url,
    cookieOf: async (userId) => `${COOKIE}=${await encode({ token: { sub: userId }, secret: SECRET, salt: COOKIE })}`,
    async memory() {
      // Resident first: the collection gives some of it back.
      const residentKb = Number(execFileSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" }));
      const answered = once(child, "message");
      child.send("memory");
      const [{ liveKb }] = (await answered) as [{ liveKb: number }];
      return { liveKb, residentKb };
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
