import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import type { TableInfo } from "./model/table-info";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "./table-for";

export const ReadTableInfoInput = z.object({ table: TableName });

/** What the browser may know of a declared table. @throws AppError UNKNOWN_TABLE, FORBIDDEN */
export async function readTableInfo(
  { actor }: Pick<Ctx, "actor">,
  { table: name }: z.infer<typeof ReadTableInfoInput>,
): Promise<TableInfo> {
  const table = viewableTable(actor, name);
  return table.info;
}
