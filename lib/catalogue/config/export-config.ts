import { foundTables } from "@/lib/catalogue/load-tables";
import type { Ctx } from "@/lib/ctx";
import { assertRole } from "@/lib/model/actor";
import { fileRows } from "@/lib/catalogue/settings/layers";
import type { SettingRow } from "@/lib/tables/settings/overrides";
import { writeConfig } from "./write-config";

/** All that is set, on the page and in the present file, as the text of a `swath.config.ts`. For admins. @throws AppError FORBIDDEN */
export function exportConfig({ actor }: Ctx): string {
  assertRole(actor, "admin", "see settings");
  const tables = foundTables().map(({ name, layers }) => {
    const { values, code } = fileRows(layers.file);
    const settings = [...new Map([...layers.page, ...values])].toSorted(bySetting);
    return { name, settings, code: code.map(([setting]) => setting) };
  });
  return writeConfig(tables);
}

const bySetting = ([a]: SettingRow, [b]: SettingRow) => (a < b ? -1 : a > b ? 1 : 0);
