import { z } from "zod";
import { LaneCount, RecordsPerSecond } from "@/lib/bulk/model/limits";
import { CONFLICT_POLICIES, DUPLICATE_POLICIES, ERROR_POLICIES } from "@/lib/bulk/model/policies";
import { ROLES } from "@/lib/model/actor";
import { number } from "@/lib/model/locale";
import { NotificationOption } from "@/lib/notify/notification-rules";
import { KIND_IDS } from "@/lib/tables/kinds/kind-info";

const Name = z.string().trim().min(1, "Write a name.").max(80, "At most 80 characters.");
const Records = (most: number) =>
  z
    .number("Write a number of records.")
    .int("Write a whole number.")
    .min(1, "At least 1.")
    .max(most, `At most ${number(most)}.`);

export const AccessOverrides = z
  .strictObject({ view: z.enum(ROLES), edit: z.enum(ROLES), delete: z.enum(ROLES) })
  .partial();

export const ColumnAccessOverrides = AccessOverrides.omit({ delete: true });

export const ColumnOverrides = z
  .strictObject({
    label: Name,
    kind: z.enum(KIND_IDS),
    hidden: z.boolean(),
    editable: z.boolean(),
    searchable: z.boolean(),
    /** Grid width in px. */
    width: z.number("Write a number of pixels.").int().min(40, "At least 40.").max(1_200, "At most 1,200."),
    access: ColumnAccessOverrides,
  })
  .partial();

export const BulkOverrides = z
  .strictObject({
    async: z.boolean(),
    minAsyncRecords: Records(1_000_000),
    maxDirectRecords: Records(100_000),
    backend: z.string().max(40),
    lanes: LaneCount,
    maxRecordsPerSecond: RecordsPerSecond,
    chunkSize: Records(10_000),
    notification: z.array(NotificationOption).max(10),
    onDuplicate: z.enum(DUPLICATE_POLICIES),
    errorPolicy: z.enum(ERROR_POLICIES),
    conflictPolicy: z.enum(CONFLICT_POLICIES),
    maxAtomicRecords: Records(1_000_000),
    stopEarly: z.strictObject({ records: Records(1_000_000), share: z.number().min(0).max(1) }).nullable(),
  })
  .partial();

/** What may be said of a table over what its catalogue says. Plain JSON: hooks and `scope` are code, see `SwathConfig`. */
export const TableOverrides = z
  .strictObject({
    /** People see it, as far as their role goes. */
    shown: z.boolean(),
    label: Name,
    /** Tables that have one come first in the sidebar, in this order. */
    position: z.number("Write a number.").int("Write a whole number.").min(1, "At least 1.").max(10_000),
    /** The id of the column that names a record to people. */
    recordLabel: z.string().max(200),
    access: AccessOverrides,
    columns: z.record(z.string().max(200), ColumnOverrides),
    bulk: BulkOverrides,
  })
  .partial();
export type TableOverrides = z.output<typeof TableOverrides>;

/** One setting by its name: `label`, `access.edit`, `bulk.lanes`, `columns.total.hidden`, `columns.total.access.view`. */
export type SettingRow = [name: string, value: unknown];

/** What is set, setting by setting. */
export function settingRows(overrides: object): SettingRow[] {
  return Object.entries(overrides).flatMap(([group, value]: [string, unknown]): SettingRow[] => {
    if (group === "columns") {
      return Object.entries(value as object).flatMap(([id, column]: [string, { access?: object }]) => {
        const { access = {}, ...own } = column;
        return [...rowsOf(`columns.${id}`, own), ...rowsOf(`columns.${id}.access`, access)];
      });
    }
    return group === "access" || group === "bulk" ? rowsOf(group, value as object) : [[group, value]];
  });
}

function rowsOf(group: string, values: object): SettingRow[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): SettingRow => [`${group}.${name}`, value]);
}

/**
 * `columns.total.hidden` → ["columns", "total", "hidden"], `columns.total.access.view` → ["columns", "total", "access", "view"];
 * a column's own name may hold dots.
 */
export function settingPath(name: string): string[] {
  const [group = "", ...rest] = name.split(".");
  const last = rest.pop();
  if (last === undefined) return [group];
  if (group === "columns" && last in ColumnAccessOverrides.shape && rest.length > 1 && rest.at(-1) === "access")
    return [group, rest.slice(0, -1).join("."), "access", last];
  return rest.length > 0 ? [group, rest.join("."), last] : [group, last];
}

/** The same the other way round. */
export function overridesOf(rows: Iterable<SettingRow>): Record<string, unknown> {
  const overrides = group();
  for (const [name, value] of rows) {
    const path = settingPath(name);
    const last = path.pop() ?? name;
    let at = overrides;
    for (const part of path) at = (at[part] ??= group()) as Record<string, unknown>;
    at[last] = value;
  }
  return overrides;
}

/** Without a prototype: a column may be called anything. */
const group = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
