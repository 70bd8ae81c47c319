// `npm run worker`, `db:migrate` and `user:create`: from the source where everything is installed, elsewhere from dist/.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ENTRIES } from "./entries.mjs";

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "../..");
// The entry reads the arguments as if it had been started itself.
const [name] = process.argv.splice(2, 1);
const built = path.join(root, "dist", `${name}.mjs`);

if (hasCompiler()) {
  await import("tsx");
  await import(pathToFileURL(path.join(root, ENTRIES[name])).href);
} else if (fs.existsSync(built)) {
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(built).href);
} else {
  console.error(
    "swath: there is no dist/ here. Run `npm run build` where all packages are installed, and bring it along.",
  );
  process.exitCode = 1;
}

function hasCompiler() {
  try {
    return Boolean(createRequire(path.join(root, "package.json")).resolve("tsx"));
  } catch {
    return false;
  }
}
