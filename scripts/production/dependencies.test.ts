import { builtinModules } from "node:module";
import { build } from "esbuild";
import { expect, test } from "vitest";
import nextConfig from "@/next.config";
import packageJson from "@/package.json" with { type: "json" };
import { BUNDLING } from "./entries.mjs";

/** The web server itself. */
const WEB = ["next", "react", "react-dom"];

/** The packages that the built worker and commands import while they run. */
async function importedAtRunTime(): Promise<string[]> {
  const { metafile } = await build({
    ...BUNDLING,
    format: "esm",
    platform: "node",
    packages: "external",
    write: false,
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return imports
    .filter(({ path, external }) => external && !path.startsWith("node:") && !builtinModules.includes(path))
    .map(({ path }) =>
      path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}

test("what runs in production is a dependency, and nothing else is: the rest is bundled, or for a laptop", async () => {
  const needed = new Set([...(await importedAtRunTime()), ...(nextConfig.serverExternalPackages ?? []), ...WEB]);
  expect(Object.keys(packageJson.dependencies)).toEqual([...needed].sort());
});
