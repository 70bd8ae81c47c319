import { eq } from "drizzle-orm";
import type { BulkOptions } from "@/lib/bulk/model/options";
import { nameOf } from "@/lib/bulk/task/waiting";
import type { Ctx } from "@/lib/ctx";
import { tableSettings } from "@/lib/db/schema/table-settings";
import { users } from "@/lib/db/schema/users";
import { assertRole } from "@/lib/model/actor";
import { number, percent } from "@/lib/model/locale";
import type { NotificationOption } from "@/lib/notify/notification-rules";
import { type SettingControl, controlOf } from "./control";
import { BULK_SETTINGS, COLUMN_FIELDS, inForce, OWN_SETTINGS } from "./setting";
import { settable } from "./settable";

/** Where a setting in force comes from. */
export type SettingSource =
  | { kind: "default" }
  /** The user's own `swath.config.ts`. */
  | { kind: "file" }
  | { kind: "admin"; by: string; /** ISO 8601. */ at: string };

export interface SettingInForce {
  name: string;
  /** Hooks only say whether there is one. */
  value: string | number | boolean | null;
  source: SettingSource;
  /** How an admin may change it here; null where the file says it, or only code can. */
  control: SettingControl | null;
}

export interface TableSettings {
  /** Who is who, and who may do what. */
  own: SettingInForce[];
  bulk: SettingInForce[];
  columns: { id: string; label: string; settings: SettingInForce[] }[];
}

const HOOKS = ["taskKey", "validate", "beforeChunk", "afterChunk", "onFinish"] as const;

/** Every setting of a table as it is in force, and where it comes from. For admins. @throws AppError FORBIDDEN, UNKNOWN_TABLE */
export async function listSettings({ db, actor }: Ctx, name: string): Promise<TableSettings> {
  assertRole(actor, "admin", "see settings");
  const { table, base, fixed } = settable(name);
  const shown = table ?? base;
  const rows = await db
    .select({ setting: tableSettings, by: users })
    .from(tableSettings)
    .innerJoin(users, eq(users.id, tableSettings.changedBy))
    .where(eq(tableSettings.tableName, name));
  const set = new Map(rows.map((row) => [row.setting.setting, row]));
  const settingOf = (setting: string): SettingInForce => {
    const row = set.get(setting);
    const value = row && !fixed.has(setting) ? row.setting.value : inForce(shown, setting);
    const source: SettingSource = fixed.has(setting)
      ? { kind: "file" }
      : row
        ? { kind: "admin", by: nameOf(row.by), at: row.setting.changedAt.toISOString() }
        : { kind: "default" };
    const control = fixed.has(setting) ? null : controlOf(base, setting);
    return { name: setting, value: inWords(value), source, control };
  };
  const hooks = HOOKS.filter((hook) => shown.bulk[hook]).map((hook): SettingInForce => {
    return { name: `bulk.${hook}`, value: "a hook", source: { kind: "file" }, control: null };
  });
  return {
    own: OWN_SETTINGS.map(settingOf),
    bulk: [...BULK_SETTINGS.map(settingOf), ...hooks],
    columns: shown.columns.map(({ id, label }) => {
      return { id, label, settings: COLUMN_FIELDS.map((field) => settingOf(`columns.${id}.${field}`)) };
    }),
  };
}

function inWords(value: unknown): SettingInForce["value"] {
  if (Array.isArray(value)) return (value as NotificationOption[]).map(channelInWords).join(", ");
  if (value !== null && typeof value === "object") {
    const { share, records } = value as NonNullable<BulkOptions["stopEarly"]>;
    return `over ${percent(share)} of the first ${number(records)}`;
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** Never the address of a webhook, which may be a secret. */
function channelInWords(option: NotificationOption): string {
  if (typeof option === "string") return option;
  return option.when === "problems" ? `${option.channel} on problems` : option.channel;
}
