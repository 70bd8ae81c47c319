import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { ROOT } from "./pg.mjs";
import { Sorry } from "./sorry.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
];

/**
 * A Chromium for the browser tests: CHROME_PATH, one on this machine, the one of an npm package, or Playwright's own.
 * @returns {Promise<Record<string, string>>} environment variables for playwright.config.ts
 */
export async function findBrowser() {
  const local = process.env.CHROME_PATH || onThisMachine();
  if (local) {
    if (!fs.existsSync(local)) throw new Sorry(`CHROME_PATH=${local} doesn't exist.`);
    return { CHROME_PATH: local };
  }
  return (await fromNpm()) ?? playwrightsOwn();
}

function onThisMachine() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...candidates, ...PLACES].find((file) => fs.existsSync(file));
}

/** @sparticuz/chromium brings the browser and the libraries that a bare machine lacks, for Linux x64. */
async function fromNpm() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const manifest = path.join(ROOT, "node_modules/@sparticuz/chromium/package.json");
  if (!fs.existsSync(manifest)) return undefined;
  const { version } = createRequire(manifest)(manifest);
  const folder = path.join(ROOT, "node_modules/.cache/swath", `chromium-${version}`);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (!fs.existsSync(folder)) unpack(folder);
  });
  const env = { CHROME_PATH: path.join(folder, "chromium"), CHROME_LIBRARIES: path.join(folder, "al2023/lib") };
  if (!fs.existsSync("/etc/fonts/fonts.conf")) env.CHROME_FONTS = path.join(folder, "swath-fonts.conf");
  return runs(env) ? env : undefined;
}

function unpack(folder) {
  const part = `${folder}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(part);
  console.log("Unpacking a browser…");
  // It unpacks into the temp folder, and its libraries only where it believes to run in that cloud.
  const env = { ...process.env, TMPDIR: part, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  const script = `(await import("@sparticuz/chromium")).default.executablePath()`;
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", `await ${script}`], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Sorry(`Unpacking the browser failed: ${done.stderr}`);
  const conf = `<fontconfig><dir>${path.join(folder, "fonts/fonts")}</dir><cachedir>${path.join(folder, "font-cache")}</cachedir></fontconfig>`;
  fs.writeFileSync(path.join(part, "swath-fonts.conf"), `<?xml version="1.0"?>\n${conf}\n`);
  fs.renameSync(part, folder);
}

function runs({ CHROME_PATH, CHROME_LIBRARIES }) {
  const env = { ...process.env, LD_LIBRARY_PATH: CHROME_LIBRARIES };
  return spawnSync(CHROME_PATH, ["--no-sandbox", "--version"], { env }).status === 0;
}

function playwrightsOwn() {
  const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
  const done = spawnSync(process.execPath, [cli, "install", "--only-shell", "chromium"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (done.status !== 0)
    throw new Sorry("There is no Chromium for the browser tests. Install one, or set CHROME_PATH.");
  return {};
}
