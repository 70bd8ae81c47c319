import type { TableInfo } from "@/lib/tables/model/table-info";

/** Whether new records get their keys by themselves: only then can many be made at once. */
export const makesKeys = (table: TableInfo): boolean =>
  table.columns.some(({ primaryKey, hasDefault }) => primaryKey && hasDefault);
