import type { ConfiguredTable } from "@/lib/catalogue/config/config-file";
import { overridesOf, type SettingRow, settingRows } from "@/lib/tables/settings/overrides";
import type { TableDef } from "@/lib/tables/table-def";
import { fitting } from "./fitting";

/** What a table gets over its catalogue: what an admin set, and over that what the user's file says. */
export interface Layers {
  page: SettingRow[];
  file: ConfiguredTable | undefined;
}

export interface Settled {
  options: Omit<ConfiguredTable, "shown">;
  /** Names of the settings that the file says. */
  fixed: Set<string>;
  misfits: string[];
}

/** People see it unless somebody says otherwise. */
export function isShown({ page, file }: Layers): boolean {
  return file?.shown ?? page.find(([name]) => name === "shown")?.[1] !== false;
}

/** What the file says of a table: values, and code, which only a file can hold. */
export function fileRows(file: Layers["file"]): { values: SettingRow[]; code: SettingRow[] } {
  const rows = settingRows(file ?? {});
  const isCode = ([, value]: SettingRow) => typeof value === "function";
  return { values: rows.filter((row) => !isCode(row)), code: rows.filter(isCode) };
}

/** The settings that hold for a table. @param base the table as the catalogue has it */
export function settle(base: TableDef, { page, file }: Layers): Settled {
  const { values, code } = fileRows(file);
  const hasHook = code.some(([name]) => name === "bulk.onFinish");
  const own = fitting(base, page, hasHook);
  const said = fitting(base, values, hasHook);
  return {
    options: overridesOf([...own.rows, ...said.rows, ...code]),
    fixed: new Set([...said.rows, ...code].map(([name]) => name)),
    misfits: [
      ...own.misfits.map((sentence) => `Set on this page: ${sentence}`),
      ...said.misfits.map((sentence) => `In the file: ${sentence}`),
    ],
  };
}
