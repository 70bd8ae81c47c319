import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Runs `work` while no other process holds `file`; a holder that died is ignored. */
export async function withLock(file, work) {
  while (!take(file)) await sleep(100);
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = Number(read(file));
  if (holder && !alive(holder)) fs.rmSync(file, { force: true });
  return false;
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
