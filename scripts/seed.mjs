// `npm run seed -- --places 1000000`: grows the sample database, the embedded one unless DATABASE_URL names another.
import { spawnSync } from "node:child_process";
import { databaseUrl } from "./database-url.mjs";
import { ROOT } from "./pg.mjs";
import { main } from "./sorry.mjs";

await main(async () => {
  const env = { ...process.env, DATABASE_URL: await databaseUrl() };
  const args = ["--import", "tsx", "lib/db/sample/cli.ts", ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" }).status ?? 1;
});
