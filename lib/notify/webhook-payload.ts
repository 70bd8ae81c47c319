import type { EndedTask } from "./ended-task";
import { linksOf } from "./links";

/** What a webhook is told: the same each time it is sent. Counts and reasons, never the records themselves. */
export function webhookPayload({ snapshot, reasons }: EndedTask, publicUrl: string | undefined) {
  const links = linksOf(publicUrl, snapshot);
  return {
    type: "bulk_task.ended",
    timestamp: snapshot.finishedAt,
    data: {
      id: snapshot.id,
      table: snapshot.table,
      operation: snapshot.operation,
      state: snapshot.state,
      change: snapshot.changeText,
      filter: snapshot.filterText,
      comment: snapshot.reason,
      actor: snapshot.actor,
      total: snapshot.total,
      counts: snapshot.counts,
      reasons,
      error: snapshot.error,
      parent: snapshot.parent,
      createdAt: snapshot.createdAt,
      startedAt: snapshot.startedAt,
      finishedAt: snapshot.finishedAt,
      links: links ? { task: links.task, table: links.table } : null,
    },
  };
}
