import fs from "node:fs";
import path from "node:path";

/** Import cycles, also of types and through `import()`, which the linter's own rule does not follow. */
const HOUSE = ["app", "bench", "components", "crash", "e2e", "lib", "scripts", "worker"];
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)"((?:@\/|\.\.?\/)[^"]+)"/g;
const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts"];

const files = HOUSE.flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((f) => path.join(folder, f)));
const sources = new Set(files.filter((file) => /\.(ts|tsx|mjs)$/.test(file)));
const importsOf = new Map([...sources].map((file) => [file, importedBy(file)]));

const cycles = [];
const done = new Set();
for (const file of sources) follow(file, []);
for (const cycle of cycles) console.log(`An import cycle: ${[...cycle, cycle[0]].join(" → ")}`);
process.exitCode = cycles.length ? 1 : 0;

/** Depth first: an import of a file that is still on the way closes a cycle. */
function follow(file, way) {
  if (done.has(file)) return;
  const at = way.indexOf(file);
  if (at >= 0) return void cycles.push(way.slice(at));
  for (const next of importsOf.get(file)) follow(next, [...way, file]);
  done.add(file);
}

function importedBy(file) {
  return [...fs.readFileSync(file, "utf8").matchAll(IMPORT)].flatMap(([, name]) => {
    const place = name.startsWith("@/") ? name.slice(2) : path.join(path.dirname(file), name);
    const found = ENDINGS.map((ending) => place + ending).find((candidate) => sources.has(candidate));
    return found ? [found] : [];
  });
}
