import type { Ctx } from "@/lib/ctx";
import { assertRole } from "@/lib/model/actor";
import { humanise } from "@/lib/tables/column-info";
import { findTable } from "@/lib/tables/registry";
import { byName } from "./by-name";
import { foundTables } from "./load-tables";
import { tableLimits } from "./table-limits";

/** A table of the database as an admin chooses it. Plain JSON. */
export interface TableChoice {
  name: string;
  label: string;
  schema: string;
  /** Of the planner's statistics; null while it has none. */
  estimatedRecords: number | null;
  key: string[];
  /** It is in everybody's sidebar, as far as their role goes. */
  shown: boolean;
  /** The user's file says whether it is shown. */
  fixed: boolean;
  /** Why it can't be shown at all. */
  why: string | null;
  /** What can't be done with it, each in a sentence. */
  limits: string[];
  /** What changes an edit besides the edit: triggers, rules, row-level security. */
  notes: string[];
}

/** All that the database holds, shown or not. For admins. @throws AppError FORBIDDEN */
export function listTableChoices({ actor }: Ctx): TableChoice[] {
  assertRole(actor, "admin", "choose tables");
  const choices = foundTables().map(({ facts, name, why, hidden, layers }) => ({
    name,
    label: findTable(name)?.label ?? humanise(facts.name),
    schema: facts.schema,
    estimatedRecords: facts.estimatedRecords,
    key: facts.key?.columns ?? [],
    shown: why === null && !hidden,
    fixed: layers.file?.shown !== undefined,
    why,
    limits: [...new Set(Object.values(tableLimits(facts)).filter((sentence) => sentence !== null))],
    notes: notesOf(facts),
  }));
  return choices.toSorted(byName);
}

function notesOf({ triggers, rules, rowSecurity }: ReturnType<typeof foundTables>[number]["facts"]): string[] {
  return [
    ...triggers.map(({ name, events }) => `trigger ${name} (${events.join(", ")})`),
    ...rules.map(({ name, event }) => `rule ${name} (${event})`),
    ...(rowSecurity ? ["row-level security"] : []),
  ];
}
