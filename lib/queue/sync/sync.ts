import type { QueueBackend } from "@/lib/queue/queue-backend";

/** Everything runs directly, up to the table's `maxDirectRecords`: the same as `async: false`, by the name of a backend. */
export const sync: QueueBackend = {
  name: "sync",
  runsIn: "request",
  available: async () => ({ ok: false, why: "Background edits are switched off." }),
  enqueueLanes: async () => {},
};
