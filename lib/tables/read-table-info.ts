import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { getTable } from "./registry";
import type { TableInfo } from "./model/table-info";
import { TableName } from "@/lib/tables/model/names";

export const ReadTableInfoInput = z.object({ table: TableName });

/** What the browser may know of a declared table. @throws AppError UNKNOWN_TABLE, FORBIDDEN */
export async function readTableInfo(
  { actor }: Pick<Ctx, "actor">,
  { table: name }: z.infer<typeof ReadTableInfoInput>,
): Promise<TableInfo> {
  const table = getTable(name);
  assertRole(actor, table.access.view, `see ${table.label}`);
  return table.info;
}
