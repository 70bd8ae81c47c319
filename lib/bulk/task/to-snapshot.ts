import { findTable } from "@/lib/tables/registry";
import { eta } from "./eta";
import { isRepeatable } from "@/lib/bulk/model/repeatable";
import { isPart } from "@/lib/tables/model/selection";
import type { TaskRow } from "./task-rows";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { nameOf, waitingOf } from "./waiting";

export function toSnapshot(row: TaskRow): TaskSnapshot {
  const { task, actor } = row;
  const { selection } = task;
  const query = new URLSearchParams();
  if (selection.kind === "matching" && selection.filter) query.set("filter", JSON.stringify(selection.filter));
  if (selection.kind === "matching" && selection.search) query.set("search", selection.search);
  return {
    id: task.id,
    table: task.tableName,
    tableLabel: findTable(task.tableName)?.label ?? task.tableName,
    operation: task.operation,
    changeText: task.changeText,
    filterText: task.filterText,
    tableHref: `/tables/${task.tableName}${query.size > 0 ? `?${query}` : ""}`,
    repeatable: isRepeatable(task),
    byFilter: selection.kind === "matching",
    fromFile: selection.kind === "values" && selection.file !== undefined,
    reason: task.reason,
    actor: { id: actor.id, name: nameOf(actor) },
    state: task.state,
    total: task.total,
    processed: task.processed,
    progressPercent: task.progressPercent ?? 0,
    counts: {
      changed: task.changed,
      unchanged: task.unchanged,
      conflict: task.conflict,
      failed: task.failed,
      forbidden: task.forbidden,
      gone: task.gone,
    },
    ...eta({ ...task, countedAt: task.heartbeatAt }),
    waiting: waitingOf(row),
    maxRecordsPerSecond: task.maxRecordsPerSecond,
    lanes: task.lanes,
    errorPolicy: task.errorPolicy,
    conflictPolicy: task.conflictPolicy,
    backend: task.backend,
    notification: task.notification,
    parent:
      task.parentId && task.relation ? { id: task.parentId, relation: task.relation, part: isPart(selection) } : null,
    error: task.errorCode ? { code: task.errorCode, message: task.errorMessage ?? "" } : null,
    createdAt: task.createdAt.toISOString(),
    startedAt: task.startedAt?.toISOString() ?? null,
    finishedAt: task.finishedAt?.toISOString() ?? null,
    pausedMs: task.pausedMs,
    revision: task.revision,
  };
}
