import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createHash } from "node:crypto";
import { withLock } from "../../scripts/lock.mjs";
import { ROOT, startPostgres, stopPostgres } from "../../scripts/pg.mjs";

export type Major = 15 | 18;

export interface TestCluster {
  adminUrl: string;
  /** No other run uses the server now, so whatever it holds is left over. */
  alone: boolean;
  release: () => Promise<void>;
}

/**
 * The throw-away server that all test runs of this working tree share, so that one test file starts in no time.
 * It is stopped when the last run lets go of it.
 * @returns the admin connection string, and how to let go
 */
export async function holdTestCluster(major: Major): Promise<TestCluster> {
  const key = createHash("sha256").update(`${ROOT}:${process.getuid?.()}`).digest("hex").slice(0, 12);
  const dir = path.join(os.tmpdir(), `swath-test-${key}`);
  const holders = path.join(dir, `holders-${major}`);
  const mine = path.join(holders, String(process.pid));
  const lock = path.join(dir, `holders-${major}.lock`);
  fs.mkdirSync(holders, { recursive: true });
  return withLock(lock, async () => {
    const alone = !othersHold(holders);
    fs.writeFileSync(mine, "");
    const { adminUrl } = await startPostgres({ dir, major, throwaway: true });
    return {
      adminUrl,
      alone,
      release: () =>
        withLock(lock, async () => {
          fs.rmSync(mine, { force: true });
          if (!othersHold(holders)) await stopPostgres({ dir, major });
        }),
    };
  });
}

function othersHold(holders: string): boolean {
  return fs.readdirSync(holders).some((pid) => holds(path.join(holders, pid)));
}

function holds(file: string): boolean {
  try {
    process.kill(Number(path.basename(file)), 0);
    return true;
  } catch {
    fs.rmSync(file, { force: true });
    return false;
  }
}
