import { AppError } from "@/lib/model/errors";
import { bullmq } from "./bullmq/bullmq";
import { graphile } from "./graphile/graphile";
import { inline } from "./inline/inline";
import { polling } from "./polling/polling";
import type { QueueBackend } from "./queue-backend";
import { sync } from "./sync/sync";

export const BACKENDS: readonly QueueBackend[] = [graphile, polling, bullmq, inline, sync];

export function backendNames(): string[] {
  return BACKENDS.map(({ name }) => name);
}

/** Whether tasks of this backend stand still while no worker is alive. */
export function needsWorker(name: string | null): boolean {
  return name !== "direct" && (BACKENDS.find((each) => each.name === name)?.runsIn ?? "worker") === "worker";
}

/** @throws AppError QUEUE_UNAVAILABLE when no backend has that name */
export function backendNamed(name: string): QueueBackend {
  const backend = BACKENDS.find((each) => each.name === name);
  if (!backend) {
    const known = backendNames().join(", ");
    throw new AppError("QUEUE_UNAVAILABLE", `There is no queue backend “${name}”. Known ones: ${known}.`);
  }
  return backend;
}
