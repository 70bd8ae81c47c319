// `node scripts/first-load.mjs`: what the first load of the table page consists of, module by module.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./pg.mjs";

const ROUTE = "/tables/[table]";

/**
 * The modules that the table page's first load is made of, the largest first. Takes a minute: the bundler looks at all.
 * @returns {{ module: string, kB: number }[]}
 */
export function firstLoadModules() {
  next("analyze", "--output");
  const records = next("analyze", "export", "--route", ROUTE)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const first = new Set(
    records.filter(({ type, kind }) => type === "group" && kind !== "async").flatMap(({ outputs }) => outputs),
  );
  return records
    .filter(({ type, filename }) => type === "part" && first.has(filename) && filename.endsWith(".js"))
    .map((part) => ({ module: part.source_path.replace("[project]/", ""), kB: part.compressed_size / 1_000 }))
    .toSorted((a, b) => b.kB - a.kB);
}

function next(...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, "node_modules/next/dist/bin/next"), ...args],
    {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 1e9,
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        DATABASE_URL: "postgres://build@127.0.0.1:1/none",
        AUTH_SECRET: "only-while-building-never-in-use",
      },
    },
  );
  if (status !== 0) throw new Error(`next ${args.join(" ")} failed:\n${stderr || stdout}`);
  return stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const { module, kB } of firstLoadModules().slice(0, 100))
    console.log(`${kB.toFixed(1).padStart(6)} kB  ${module}`);
}
