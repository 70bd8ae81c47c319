import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import { writeAudit } from "@/lib/audit/write-audit";
import { LaneCount, RecordsPerSecond } from "@/lib/bulk/model/limits";
import type { Ctx } from "@/lib/ctx";
import { tableSettings } from "@/lib/db/schema/table-settings";
import { getTable } from "@/lib/tables/registry";
import { TABLE_SETTINGS } from "./table-setting";
import { TableName } from "@/lib/tables/model/names";

const Table = z.object({ table: TableName });
export const ChangeSettingInput = z.discriminatedUnion("setting", [
  Table.extend({ setting: z.literal("lanes"), value: LaneCount }),
  Table.extend({ setting: z.literal("maxRecordsPerSecond"), value: RecordsPerSecond }),
]);
export type ChangeSettingInput = z.infer<typeof ChangeSettingInput>;

export const ResetSettingInput = Table.extend({ setting: z.enum(TABLE_SETTINGS) });
export type ResetSettingInput = z.infer<typeof ResetSettingInput>;

/** Sets a limit for the tasks of a table that are planned from now on, over its declaration. For admins. @throws AppError FORBIDDEN, UNKNOWN_TABLE */
export async function changeSetting({ db, actor }: Ctx, input: ChangeSettingInput): Promise<void> {
  assertRole(actor, "admin", "change settings");
  const table = getTable(input.table);
  const { setting, value } = input;
  const set = { value, changedBy: actor.id, changedAt: sql`now()` };
  const key = { tableName: table.name, setting };
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(tableSettings).where(keyed(key)).for("update");
    await tx
      .insert(tableSettings)
      .values({ ...key, ...set })
      .onConflictDoUpdate({ target: [tableSettings.tableName, tableSettings.setting], set });
    const was = before ? before.value : table.bulk[setting];
    const subject = { subjectKind: "setting", subjectId: `${table.name}.${setting}` } as const;
    await writeAudit(tx, { ...subject, actorId: actor.id, action: "changed", details: { value, was } });
  });
}

/** Takes back what an admin has set: the declaration holds again. @throws AppError FORBIDDEN, UNKNOWN_TABLE */
export async function resetSetting({ db, actor }: Ctx, input: ResetSettingInput): Promise<void> {
  assertRole(actor, "admin", "change settings");
  const table = getTable(input.table);
  const { setting } = input;
  await db.transaction(async (tx) => {
    const [before] = await tx
      .delete(tableSettings)
      .where(keyed({ tableName: table.name, setting }))
      .returning();
    if (!before) return;
    const subject = { subjectKind: "setting", subjectId: `${table.name}.${setting}` } as const;
    const details = { value: table.bulk[setting], was: before.value };
    await writeAudit(tx, { ...subject, actorId: actor.id, action: "reset", details });
  });
}

function keyed({ tableName, setting }: { tableName: string; setting: (typeof TABLE_SETTINGS)[number] }) {
  return and(eq(tableSettings.tableName, tableName), eq(tableSettings.setting, setting));
}
