import type { z } from "zod";
import {
  AccessOverrides,
  BulkOverrides,
  ColumnAccessOverrides,
  ColumnOverrides,
  settingPath,
  TableOverrides,
} from "@/lib/tables/settings/overrides";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

const { columns: _columns, access: _access, bulk: _bulk, ...OWN } = TableOverrides.shape;

/** In the order in which people see them. */
export const OWN_SETTINGS = [
  "label",
  "recordLabel",
  "position",
  "access.view",
  "access.edit",
  "access.delete",
] as const;
export const BULK_SETTINGS = Object.keys(BulkOverrides.shape).map((name) => `bulk.${name}`);
export const COLUMN_FIELDS = Object.keys(ColumnOverrides.shape).flatMap((name) =>
  name === "access" ? Object.keys(ColumnAccessOverrides.shape).map((verb) => `access.${verb}`) : [name],
);

const { access: _columnAccess, ...COLUMN_VALUES } = ColumnOverrides.shape;

/** What a setting's value has to be; undefined where there is no such setting. */
export function schemaOf(name: string): z.ZodType | undefined {
  const [group = "", ...rest] = settingPath(name);
  const field = rest.at(-1) ?? group;
  const shape: Record<string, z.ZodOptional<z.ZodType>> = rest.length === 0
    ? OWN
    : group === "columns"
      ? ({ 2: COLUMN_VALUES, 3: ColumnAccessOverrides.shape }[rest.length] ?? {})
      : ({ access: AccessOverrides.shape, bulk: BulkOverrides.shape }[group] ?? {});
  return Object.hasOwn(shape, field) ? shape[field]?.unwrap() : undefined;
}

/** The value of a setting that is in force. */
export function inForce(table: TableDef, name: string): unknown {
  const [group = "", field = "", ofColumn = "", verb] = settingPath(name);
  if (group === "columns" && verb) {
    const { access } = table.columns.find(({ id }) => id === field) ?? {};
    const by = verb as keyof ColumnDef["access"];
    return access?.[by] ?? table.access[by];
  }
  if (group === "columns")
    return (table.columns.find(({ id }) => id === field) as object as Record<string, unknown>)?.[ofColumn];
  if (group === "access") return table.access[field as keyof TableDef["access"]];
  if (group === "bulk") return table.bulk[field as keyof TableDef["bulk"]];
  if (group === "recordLabel") return table.recordLabel.id;
  if (group === "position") return table.position;
  return group === "label" ? table.label : undefined;
}
