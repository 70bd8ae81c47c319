// `npm run seed -- --places 1000000`: grows the sample database, the embedded one unless DATABASE_URL names another.
import { spawnSync } from "node:child_process";
import { dataDir } from "./database-url.mjs";
import { holdPostgres } from "./hold-postgres.mjs";
import { ROOT } from "./pg.mjs";
import { main } from "./sorry.mjs";

await main(async () => {
  const postgres = process.env.DATABASE_URL ? undefined : await holdPostgres({ dir: dataDir() });
  const env = { ...process.env, DATABASE_URL: postgres?.url ?? process.env.DATABASE_URL };
  const args = ["--import", "tsx", "lib/db/sample/cli.ts", ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: "inherit" }).status ?? 1;
  await postgres?.release();
});
