import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "swath-direction-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Which of these one-line files the lint rules of this repository refuse. */
function refused(files: Record<string, string>): string[] {
  // Not type-aware here: the fixtures have no packages to resolve.
  const config = { ...JSON.parse(fs.readFileSync(".oxlintrc.json", "utf8")), options: {} };
  fs.writeFileSync(path.join(folder, ".oxlintrc.json"), JSON.stringify(config));
  for (const [file, line] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), `${line}\n`);
  }
  const args = [path.resolve("node_modules/oxlint/bin/oxlint"), "-f", "json", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const report: { diagnostics: { code: string; filename: string }[] } = JSON.parse(stdout);
  const direction = report.diagnostics.filter(({ code }) => /no-restricted-imports|no-process-env/.test(code));
  return [...new Set(direction.map(({ filename }) => filename.replaceAll("\\", "/")))].sort();
}

test("imports against the direction are refused", () => {
  const wrong = {
    "app/sql.tsx": 'export { sql } from "drizzle-orm";',
    "app/db.tsx": 'import { webDatabase } from "@/lib/db"; webDatabase();',
    "components/verb.tsx": 'import { applyPlan, listTasks } from "@/lib/testing/verbs"; applyPlan();',
    "components/route.tsx": 'import { page } from "@/app/page"; page();',
    "lib/bulk/react.ts": 'import { use } from "react"; use();',
    "lib/bulk/next.ts": 'import { cookies } from "next/headers"; cookies();',
    "lib/bulk/auth.ts": 'import { auth } from "@/lib/next/auth"; auth();',
    "lib/bulk/server-only.ts": 'import "server-only";',
    "lib/bulk/queue.ts": 'import { run } from "graphile-worker"; run();',
    "lib/bulk/up.ts": 'import { AppError } from "../errors"; AppError();',
    "lib/bulk/env.ts": "export const url = process.env.DATABASE_URL;",
    "lib/next/component.ts": 'import { Button } from "@/components/ui/button"; Button();',
    "worker/react.ts": 'import { use } from "react"; use();',
    "worker/auth.ts": 'import { auth } from "@/lib/next/auth"; auth();',
  };
  expect(refused(wrong)).toEqual(Object.keys(wrong).sort());
});

test("imports along it are not", () => {
  fs.rmSync(folder, { recursive: true });
  fs.mkdirSync(folder);
  const right = {
    "app/page.tsx": "@@GONE@@ listTasks();",
    "components/states.tsx": 'import { STATES } from "@/lib/bulk/model/states"; STATES();',
    "components/kinds.tsx": 'import { kindOf } from "@/lib/tables/kinds/kind"; kindOf();',
    "components/type.tsx":
      'import type { ApplyResult } from "@/lib/bulk/plan/apply-plan"; export type A = ApplyResult;',
    "lib/env.ts": "export const url = process.env.DATABASE_URL;",
    "lib/next/react.ts": 'import { cookies } from "next/headers"; cookies();',
    "lib/queue/graphile.ts": 'import { run } from "graphile-worker"; run();',
    "worker/lane.ts": 'import { runLane } from "@/lib/bulk/run/run-lane"; runLane();',
  };
  expect(refused(right)).toEqual([]);
});
