import type { QueueBackend } from "@/lib/queue/queue-backend";
import { INLINE, inlineHost } from "./inline-host";

/**
 * No queue and no worker: the process that said yes to a task runs it after it has answered. For a single server, and for
 * hosts of functions. Should it die, the sweep of any other process, or the next request, goes on.
 */
export const inline: QueueBackend = {
  name: INLINE,
  runsIn: "web",
  available: async () => ({ ok: true }),
  enqueueLanes: async () => {},
  afterCommit: async (taskId) => inlineHost()?.take(taskId),
  // Beside web processes a worker takes what they have lost.
  work: async (options) => (await import("./inline-lanes")).startInlineLanes(options),
};
