import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "@/lib/audit/write-audit";
import { refreshTables } from "@/lib/catalogue/load-tables";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { tableSettings } from "@/lib/db/schema/table-settings";
import { assertRole } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { TableName } from "@/lib/tables/model/names";
import { settingProblem } from "./fitting";
import { inForce, schemaOf } from "./setting";
import { settable } from "./settable";

/** Settings by name. `undefined` can't travel: what is to be as the catalogue has it stands in `reset`. */
export const ChangeSettingsInput = z.object({
  table: TableName,
  // Each value is parsed by its own setting.
  set: z.record(z.string().max(500), z.unknown()).default({}),
  reset: z.array(z.string().max(500)).max(2_000).default([]),
});
export type ChangeSettingsInput = z.input<typeof ChangeSettingsInput>;

/**
 * Sets something for a table over what its catalogue says, or takes that back: for everybody, from now on. All of it or none.
 * For admins.
 *
 * @throws AppError FORBIDDEN, UNKNOWN_TABLE, INVALID with a sentence per setting, REFUSED where the user's file says otherwise
 */
export async function changeSettings(
  { db, actor }: Ctx,
  { table: name, set, reset }: z.output<typeof ChangeSettingsInput>,
): Promise<void> {
  assertRole(actor, "admin", "change settings");
  const { table, base, fixed } = settable(name);
  const wanted = Object.entries(set);
  const problems = wanted.flatMap(([setting, value]) => {
    const problem = settingProblem(base, setting, value);
    return problem === null ? [] : [[setting, problem]];
  });
  if (problems.length > 0) {
    const fields: Record<string, string> = Object.fromEntries(problems);
    throw new AppError("INVALID", Object.values(fields).join(" "), { fields });
  }
  const said = [...wanted.map(([setting]) => setting), ...reset].find((setting) => fixed.has(setting));
  if (said) throw new AppError("REFUSED", `swath.config.ts says ${said}: change it there.`);
  await db.transaction(async (tx) => {
    for (const [setting, given] of wanted) {
      const value: unknown = schemaOf(setting)?.parse(given);
      await write(tx, { tableName: name, setting, value, changedBy: actor.id }, table && inForce(table, setting));
    }
    for (const setting of reset) {
      const [before] = await tx
        .delete(tableSettings)
        .where(keyed({ tableName: name, setting }))
        .returning();
      if (!before) continue;
      const subject = { subjectKind: "setting", subjectId: `${name}.${setting}` } as const;
      const details = { value: inForce(base, setting) ?? null, was: before.value };
      await writeAudit(tx, { ...subject, actorId: actor.id, action: "reset", details });
    }
  });
  await refreshTables(db);
}

async function write(tx: Tx, row: typeof tableSettings.$inferInsert, now: unknown): Promise<void> {
  const { tableName, setting, value, changedBy } = row;
  const [before] = await tx.select().from(tableSettings).where(keyed({ tableName, setting })).for("update");
  const set = { value: jsonOf(value), changedBy, changedAt: sql`now()` };
  await tx
    .insert(tableSettings)
    .values({ tableName, setting, ...set })
    .onConflictDoUpdate({ target: [tableSettings.tableName, tableSettings.setting], set });
  const subject = { subjectKind: "setting", subjectId: `${tableName}.${setting}` } as const;
  const details = { value, was: before ? before.value : (now ?? null) };
  await writeAudit(tx, { ...subject, actorId: changedBy, action: "changed", details });
}

/** JSON null is a value (no limit); SQL NULL would be none. */
const jsonOf = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

function keyed({ tableName, setting }: { tableName: string; setting: string }) {
  return and(eq(tableSettings.tableName, tableName), eq(tableSettings.setting, setting));
}
