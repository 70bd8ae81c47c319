import { foundTables } from "@/lib/catalogue/load-tables";
import type { Ctx } from "@/lib/ctx";
import { assertRole } from "@/lib/model/actor";
import { type SettingRow, settingRows } from "@/lib/tables/settings/overrides";
import { writeConfig } from "./write-config";

/** All that is set, on the page and in the present file, as the text of a `swath.config.ts`. For admins. @throws AppError FORBIDDEN */
export function exportConfig({ actor }: Ctx): string {
  assertRole(actor, "admin", "see settings");
  const tables = foundTables().map(({ name, layers }) => {
    const file = settingRows(layers.file ?? {});
    const isCode = ([, value]: SettingRow) => typeof value === "function";
    const settings = new Map([...layers.page, ...file.filter((row) => !isCode(row))]);
    return { name, settings: [...settings].toSorted(bySetting), code: file.filter(isCode).map(([setting]) => setting) };
  });
  return writeConfig(tables);
}

const bySetting = ([a]: SettingRow, [b]: SettingRow) => (a < b ? -1 : a > b ? 1 : 0);
