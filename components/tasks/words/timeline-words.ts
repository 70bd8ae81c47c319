import type { TimelineEntry } from "@/lib/bulk/task/task-timeline";
import { counted, number } from "@/lib/model/locale";

/** What happened, as a sentence; who did it comes first: "Ada paused it". */
export function timelineText({ action, actor, details }: Pick<TimelineEntry, "action" | "actor" | "details">): string {
  const who = actor?.name ?? "A worker";
  switch (action) {
    case "applied":
      return `${who} asked for it`;
    case "started":
      return actor ? `${who} began it` : "A worker began";
    case "paused":
      return `${who} paused it`;
    case "resumed":
      return `${who} resumed it`;
    case "cancelling":
      return `${who} asked it to stop`;
    case "cancelled":
      return "It stopped";
    case "succeeded":
      return "It ended: every record is as asked";
    case "partial":
      return "It ended: some records were not changed";
    case "failed":
      return typeof details.message === "string" ? `It failed: ${details.message}` : "It failed";
    case "revived":
      return "It had lost its worker; another one goes on";
    case "retried":
      return `${who} retried what was not changed`;
    case "undone":
      return typeof details.records === "number"
        ? `${who} undid it for ${counted(details.records, "record")}`
        : `${who} undid it`;
    case "resent":
      return `${who} sent the message about its end again${typeof details.channel === "string" ? ` by ${details.channel}` : ""}`;
    case "limited":
      return `${who} ${limitText(details)}`;
  }
}

/** "set its limit to 500 records/s and 2 lanes" */
function limitText({ maxRecordsPerSecond, lanes, was }: Record<string, unknown>): string {
  const before = (was ?? {}) as Record<string, unknown>;
  const parts: string[] = [];
  if (maxRecordsPerSecond !== before.maxRecordsPerSecond) {
    parts.push(
      typeof maxRecordsPerSecond === "number"
        ? `limited it to ${number(maxRecordsPerSecond)} records/s`
        : "took away its limit of records/s",
    );
  }
  if (typeof lanes === "number" && lanes !== before.lanes) parts.push(`gave it ${counted(lanes, "lane")}`);
  return parts.join(" and ") || "left its limits as they were";
}

/** The task that a step led to: its retry, its undo, or the one that took its place. */
export function linkedTask({ details }: Pick<TimelineEntry, "details">): string | null {
  const id = details.childId ?? details.replacedBy;
  return typeof id === "string" ? id : null;
}
