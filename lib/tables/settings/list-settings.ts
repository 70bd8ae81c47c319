import { eq } from "drizzle-orm";
import { assertRole } from "@/lib/model/actor";
import type { BulkOptions } from "@/lib/bulk/model/options";
import { nameOf } from "@/lib/bulk/task/waiting";
import type { Ctx } from "@/lib/ctx";
import { tableSettings } from "@/lib/db/schema/table-settings";
import { users } from "@/lib/db/schema/users";
import { number, percent } from "@/lib/model/locale";
import type { NotificationOption } from "@/lib/notify/notification-rules";
import type { TableDef } from "@/lib/tables/table-def";
import { TABLE_SETTINGS, type TableSetting } from "./table-setting";

/** Where a setting in force comes from. */
export type SettingSource =
  | { kind: "default" }
  | { kind: "declaration" }
  | { kind: "admin"; by: string; /** ISO 8601. */ at: string };

export interface SettingInForce {
  name: string;
  /** Hooks only say whether there is one. */
  value: string | number | boolean | null;
  source: SettingSource;
  /** Whether an admin may change it here. */
  changeable: TableSetting | null;
}

const OPTIONS = [
  "async",
  "minAsyncRecords",
  "maxDirectRecords",
  "backend",
  "lanes",
  "maxRecordsPerSecond",
  "chunkSize",
  "notification",
  "onDuplicate",
  "errorPolicy",
  "conflictPolicy",
  "maxAtomicRecords",
  "stopEarly",
] as const satisfies readonly (keyof BulkOptions)[];
const HOOKS = ["taskKey", "validate", "beforeChunk", "afterChunk", "onFinish"] as const;

/** Every bulk setting of a table as it is in force, and where it comes from. For admins. @throws AppError FORBIDDEN */
export async function listSettings({ db, actor }: Ctx, table: TableDef): Promise<SettingInForce[]> {
  assertRole(actor, "admin", "see settings");
  const rows = await db
    .select({ setting: tableSettings, by: users })
    .from(tableSettings)
    .innerJoin(users, eq(users.id, tableSettings.changedBy))
    .where(eq(tableSettings.tableName, table.name));
  const declared = (name: keyof BulkOptions): SettingSource => ({
    kind: table.declared.includes(name) ? "declaration" : "default",
  });
  const options = OPTIONS.map((name): SettingInForce => {
    const changeable = TABLE_SETTINGS.find((setting) => setting === name) ?? null;
    const set = rows.find(({ setting }) => setting.setting === name);
    if (!set) return { name, value: inWords(table.bulk[name]), source: declared(name), changeable };
    const source = { kind: "admin", by: nameOf(set.by), at: set.setting.changedAt.toISOString() } as const;
    return { name, value: set.setting.value, source, changeable };
  });
  const hooks = HOOKS.filter((name) => table.bulk[name]).map((name): SettingInForce => {
    return { name, value: "a hook", source: declared(name), changeable: null };
  });
  return [...options, ...hooks];
}

function inWords(value: BulkOptions[(typeof OPTIONS)[number]]): SettingInForce["value"] {
  if (Array.isArray(value)) return value.map(channelInWords).join(", ");
  if (value !== null && typeof value === "object")
    return `over ${percent(value.share)} of the first ${number(value.records)}`;
  return value;
}

/** Never the address of a webhook, which may be a secret. */
function channelInWords(option: NotificationOption): string {
  if (typeof option === "string") return option;
  return option.when === "problems" ? `${option.channel} on problems` : option.channel;
}
