import fs from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface ApiRoute {
  method: string;
  /** "GET /api/tasks/[id]/timeline" */
  name: string;
  matches: (pathname: string) => boolean;
}

/** Every route of the app, as its folders say. */
export function apiRoutes(): ApiRoute[] {
  const files = fs.readdirSync(path.join(ROOT, "app/api"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => path.basename(file) === "route.ts")
    .toSorted()
    .flatMap((file) => {
      const at = path.posix.join("/api", path.dirname(file).split(path.sep).join("/"));
      const pattern = new RegExp(
        `^${at
          .replaceAll(".", "\\.")
          .replaceAll(/\[\\.\\.\\.\w+\]/g, ".+")
          .replaceAll(/\[\w+\]/g, "[^/]+")}$`,
      );
      return methodsOf(fs.readFileSync(path.join(ROOT, "app/api", file), "utf8")).map((method) => ({
        method,
        name: `${method} ${at}`,
        matches: (pathname: string) => pattern.test(pathname),
      }));
    });
}

function methodsOf(code: string): string[] {
  const exported = code.split("\n").filter((line) => line.startsWith("export "));
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
    exported.some((line) => new RegExp(`\\b${method}\\b`).test(line)),
  );
}
