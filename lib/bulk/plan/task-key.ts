import { createHash } from "node:crypto";
import stringify from "safe-stable-stringify";
import type { Actor } from "@/lib/model/actor";
import type { TableDef } from "@/lib/tables/table-def";
import type { Change } from "@/lib/bulk/model/change";

/** The duplicate key: actor, table, canonical change and frozen selection, or what the table's `taskKey` hook makes of them. */
export function taskKeyOf(
  actor: Actor,
  table: TableDef,
  change: Change,
  frozenDigest: string,
  parentId: string | null,
): string {
  const parts = { actor, table: table.name, change, frozenDigest };
  const key = table.bulk.taskKey?.(parts) ?? stringify([actor.id, table.name, change, frozenDigest, parentId]);
  return createHash("sha256").update(key).digest("hex");
}
