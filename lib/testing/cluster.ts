import { createHash } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { holdPostgres } from "@/scripts/hold-postgres.mjs";
import { ROOT } from "@/scripts/pg.mjs";

/**
 * The throw-away server that all test runs of this working tree share, so that one test file starts in no time.
 * It is stopped when the last run lets go of it.
 */
export function holdTestCluster(major: 15 | 18) {
  const key = createHash("sha256").update(`${ROOT}:${process.getuid?.()}`).digest("hex").slice(0, 12);
  return holdPostgres({ dir: path.join(os.tmpdir(), `swath-test-${key}`), major, throwaway: true });
}
