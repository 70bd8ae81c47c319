import crypto from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuilt } from "./build.mjs";
import { dataDir } from "./database-url.mjs";
import { holdPostgres } from "./hold-postgres.mjs";
import { ensureInstalled } from "./install.mjs";
import { ROOT } from "./pg.mjs";
import { main, Sorry } from "./sorry.mjs";
import { createSupervisor } from "./supervisor.mjs";

const dev = process.argv.includes("--dev");
const tsx = (...args) => ["--import", "tsx", ...args];
const next = path.join(ROOT, "node_modules/next/dist/bin/next");

await main(async () => {
  readEnvFiles();
  const port = wantedPort();
  assertPostgresUrl();
  await assertFree(port);
  ensureInstalled();

  const embedded = !process.env.DATABASE_URL;
  const postgres = embedded ? await holdPostgres({ dir: dataDir() }) : undefined;
  const env = {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: postgres?.url ?? process.env.DATABASE_URL,
    AUTH_SECRET: process.env.AUTH_SECRET || keptSecret(),
    SWATH_SAMPLE: String(embedded),
    SWATH_CONFIG: process.env.SWATH_CONFIG || (embedded ? path.join(ROOT, "sample", "swath.config.ts") : ""),
  };
  const supervisor = createSupervisor({ env, failed: (why) => void end(1, why) });

  const building = new AbortController();
  let ending = false;
  async function end(code, why) {
    if (ending) return supervisor.kill();
    ending = true;
    building.abort();
    if (why) console.error(`\nswath: ${why}`);
    await supervisor.stop();
    await postgres?.release();
    process.exit(code);
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(0));
  endWithNpm(() => void end(0));

  try {
    const prepare = embedded ? tsx("lib/db/sample/cli.ts", "--load") : tsx("lib/db/migrate-cli.ts");
    await supervisor.step(prepare, "Preparing the database");
    if (!dev && !ending) await ensureBuilt(building.signal);
    if (ending) return;
    supervisor.keep("web server", [next, dev ? "dev" : "start", "-H", "127.0.0.1", "-p", String(port)]);
    const restartWorker = supervisor.keep("worker", tsx("worker/main.ts"));
    if (dev) onSourceChange(restartWorker);
    await untilHealthy(port);
  } catch (error) {
    if (!(error instanceof Sorry)) throw error;
    return end(1, error.message);
  }
  if (ending) return;
  supervisor.nowReady();
  announce(port, embedded);
  // What is in the database, what Swath has put into it, and the link for the first admin.
  if (!embedded) await supervisor.tell(tsx("scripts/introspect.ts", "--brief", String(port)));
});

function readEnvFiles() {
  if (process.env.SWATH_ENV_FILES === "off") return;
  for (const name of [".env.local", ".env"]) {
    const file = path.join(ROOT, name);
    if (fs.existsSync(file)) process.loadEnvFile(file);
  }
}

function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Sorry(`PORT=${process.env.PORT} is no port number.`);
  return port;
}

function assertPostgresUrl() {
  if (process.env.DATABASE_URL && !/^(postgres(ql)?:\/\/|socket:)./.test(process.env.DATABASE_URL)) {
    throw new Sorry("DATABASE_URL is no Postgres address; it looks like postgres://user:password@host:5432/database");
  }
}

function assertFree(port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", (error) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `can't be used (${error.code})`;
      reject(new Sorry(`Port ${port} ${why}. Choose another: PORT=${port + 1} npm start`));
    });
    server.listen(port, "127.0.0.1", () => server.close(resolve));
  });
}

/** Sign-ins survive a restart because the secret does. */
function keptSecret() {
  const file = path.join(dataDir(), "auth-secret");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(dataDir(), { recursive: true });
    fs.writeFileSync(file, crypto.randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return fs.readFileSync(file, "utf8").trim();
}

/** npm runs us through a shell; a SIGTERM to npm ends only that shell. */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
}

function onSourceChange(restart) {
  let timer;
  for (const folder of ["lib", "worker"]) {
    fs.watch(path.join(ROOT, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith(".ts") || file.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(() => restart(), 300);
    });
  }
}

async function untilHealthy(port) {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  console.error(`swath: not everything is well yet; see http://127.0.0.1:${port}/api/health`);
}

function announce(port, embedded) {
  const lines = [`Swath is ready: http://127.0.0.1:${port}`];
  if (embedded) {
    lines.push("Sign in as editor@swath.local, viewer@swath.local or admin@swath.local; the password is swath");
  }
  console.log(`\n${lines.map((line) => `  ${line}`).join("\n")}\n`);
}
