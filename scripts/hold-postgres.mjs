import fs from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { startPostgres, stopPostgres } from "./pg.mjs";

/**
 * Starts the server of `dir` or joins the processes that already use it; the last one to let go stops it.
 * @param {{ dir: string, major?: 15 | 18, throwaway?: boolean }} options as of `startPostgres`
 * @returns {Promise<{ url: string, adminUrl: string, alone: boolean, release: () => Promise<void> }>}
 *   `alone`: nobody else uses it now
 */
export async function holdPostgres({ dir, major = 18, throwaway = false }) {
  const holders = path.join(dir, `pg${major}.holders`);
  const mine = path.join(holders, String(process.pid));
  const lock = path.join(dir, `pg${major}.holders.lock`);
  fs.mkdirSync(holders, { recursive: true });
  return withLock(lock, async () => {
    const alone = !othersHold(holders);
    const { url, adminUrl } = await startPostgres({ dir, major, throwaway });
    fs.writeFileSync(mine, "");
    const release = () =>
      withLock(lock, async () => {
        fs.rmSync(mine, { force: true });
        if (!othersHold(holders)) await stopPostgres({ dir, major });
      });
    return { url, adminUrl, alone, release };
  });
}

function othersHold(holders) {
  return fs.readdirSync(holders).some((pid) => Number(pid) !== process.pid && holds(path.join(holders, pid)));
}

/** A holder that was killed is forgotten. */
function holds(file) {
  try {
    process.kill(Number(path.basename(file)), 0);
    return true;
  } catch (error) {
    if (error.code === "EPERM") return true;
    fs.rmSync(file, { force: true });
    return false;
  }
}
