import { type Actor, hasRole } from "@/lib/model/actor";
import { tableFor } from "@/lib/tables/table-for";
import { findTable } from "@/lib/tables/registry";
import type { TableChange } from "./table-changes";

/** How many records of a table were changed by others, or by a task; null where the actor may see only some of it. */
export interface TableNews {
  table: string;
  changed: number | null;
}

/** What an actor is told of changes; nothing of tables that they may not see. */
export function newsFor(actor: Actor, changes: readonly TableChange[]): TableNews[] {
  const news = changes.flatMap(({ table: name, actorId, records, shown }): TableNews[] => {
    const table = findTable(name);
    if (!table || !hasRole(actor, table.access.view)) return [];
    // Of some changes nothing may be theirs to see.
    if (table.scope(actor) || tableFor(actor, table).columns.length < table.columns.length)
      return [{ table: name, changed: null }];
    return [{ table: name, changed: shown && actorId === actor.id ? 0 : records }];
  });
  return mergedNews(news);
}

/** One for each table. */
export function mergedNews(news: readonly TableNews[]): TableNews[] {
  const byTable = new Map<string, number | null>();
  for (const { table, changed } of news) {
    const before = byTable.get(table);
    byTable.set(table, changed === null || before === null ? null : (before ?? 0) + changed);
  }
  return [...byTable].map(([table, changed]) => ({ table, changed }));
}
