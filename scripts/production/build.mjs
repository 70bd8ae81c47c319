// `npm run build`: the web app into .next/, the worker and the commands into dist/, to run where no compiler is installed.
import { build } from "esbuild";
import { ensureBuilt } from "../build.mjs";
import { ROOT } from "../pg.mjs";
import { main } from "../sorry.mjs";
import { BUNDLING } from "./entries.mjs";

await main(async () => {
  await ensureBuilt();
  await build({ ...BUNDLING, absWorkingDir: ROOT, logLevel: "warning" });
});
