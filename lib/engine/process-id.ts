import { randomBytes } from "node:crypto";
import os from "node:os";

/** Names a process that runs tasks, in their histories and on the health page: its host, its number, and itself. */
export function processId(): string {
  return `${os.hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`;
}
