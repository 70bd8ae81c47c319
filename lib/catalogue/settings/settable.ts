import { AppError } from "@/lib/model/errors";
import { foundTables } from "@/lib/catalogue/load-tables";
import { findTable } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";

export interface Settable {
  /** As it is now: null while it is hidden. */
  table: TableDef | null;
  /** As the catalogue has it, without any setting. */
  base: TableDef;
  /** Names of the settings that the user's file says. */
  fixed: ReadonlySet<string>;
}

/** A table that settings can be made for, shown or not. @throws AppError UNKNOWN_TABLE */
export function settable(name: string): Settable {
  const table = findTable(name) ?? null;
  const found = foundTables().find((each) => each.name === name);
  const base = found?.base ?? table;
  if (!base) throw new AppError("UNKNOWN_TABLE", `There is no table “${name}”.`);
  const fixed = new Set(table?.fixed);
  if (found?.layers.file?.shown !== undefined) fixed.add("shown");
  return { table, base, fixed };
}
