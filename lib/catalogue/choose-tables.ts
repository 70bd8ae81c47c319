import { sql } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Ctx } from "@/lib/ctx";
import { assertRole } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { humanise } from "@/lib/tables/column-info";
import { findTable } from "@/lib/tables/registry";
import { foundTables, refreshTables } from "./load-tables";
import { tableLimits } from "./table-limits";
import { TableName } from "@/lib/tables/model/names";

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
  return foundTables().map(({ facts, name, why, hidden }) => ({
    name,
    label: findTable(name)?.label ?? humanise(facts.name),
    schema: facts.schema,
    estimatedRecords: facts.estimatedRecords,
    key: facts.key?.columns ?? [],
    shown: why === null && !hidden,
    why,
    limits: [...new Set(Object.values(tableLimits(facts)).filter((sentence) => sentence !== null))],
    notes: notesOf(facts),
  }));
}

function notesOf({ triggers, rules, rowSecurity }: ReturnType<typeof foundTables>[number]["facts"]): string[] {
  return [
    ...triggers.map(({ name, events }) => `trigger ${name} (${events.join(", ")})`),
    ...rules.map(({ name, event }) => `rule ${name} (${event})`),
    ...(rowSecurity ? ["row-level security"] : []),
  ];
}

export const ChooseTableInput = z.object({ table: TableName, shown: z.boolean() });
export type ChooseTableInput = z.infer<typeof ChooseTableInput>;

/** Shows a table to people, or hides it from everybody. For admins. @throws AppError FORBIDDEN, UNKNOWN_TABLE */
export async function chooseTable({ db, actor }: Ctx, { table, shown }: ChooseTableInput): Promise<void> {
  assertRole(actor, "admin", "choose tables");
  const found = foundTables().find(({ name }) => name === table);
  if (!found) throw new AppError("UNKNOWN_TABLE", `There is no table “${table}”.`);
  await db.transaction(async (tx) => {
    await tx.execute(
      shown
        ? sql`delete from swath.hidden_tables where table_name = ${table}`
        : sql`insert into swath.hidden_tables (table_name) values (${table}) on conflict do nothing`,
    );
    const subject = { subjectKind: "setting", subjectId: `${table}.shown` } as const;
    await writeAudit(tx, { ...subject, actorId: actor.id, action: "changed", details: { value: shown, was: !shown } });
  });
  await refreshTables(db);
}
