import { spawn } from "node:child_process";
import { ensureInstalled } from "./install.mjs";
import { ROOT } from "./pg.mjs";
import { main } from "./sorry.mjs";

/** Runs a TypeScript entry point with this command's arguments, and exits as it does. */
export async function runEntry(file) {
  await main(async () => {
    ensureInstalled();
    // It makes its own databases: whatever this shell points at is not its.
    const { DATABASE_URL: _, ...env } = process.env;
    const args = ["--import", "tsx", file, ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
    process.exitCode = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => resolve(code ?? 1));
    });
  });
}
