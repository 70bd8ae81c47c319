import type { Filter, FilterRule, Sort } from "./filter";
import { FORMATS } from "./formats";
import type { ColumnsState } from "./view-state";

/*
 * What an address says, read by the very rules of the schemas in ./filter and ./view-state (a test holds them equal)
 * but without their library: the browser does this before it can show a single record.
 */

/** Null where it is no filter. */
export function readFilter(value: unknown): Filter | null {
  if (!isObject(value) || (value.join !== "and" && value.join !== "or")) return null;
  const rules = list(value.rules, 50, (node) => readRule(node) ?? readFilter(node));
  return rules && { join: value.join, rules };
}

function readRule(value: unknown): FilterRule | null {
  if (!isObject(value)) return null;
  const [column, operator] = [text(value.column, 1, 100), text(value.operator, 1, 40)];
  if (column === null || operator === null) return null;
  return "value" in value ? { column, operator, value: value.value } : { column, operator };
}

/** Null where it is no sort. */
export function readSort(value: unknown): Sort | null {
  return list(value, 5, (each) => {
    if (!isObject(each)) return null;
    const { direction } = each;
    const column = text(each.column, 1, 100);
    return column !== null && (direction === "asc" || direction === "desc") ? { column, direction } : null;
  });
}

/** Null where it says nothing of columns. */
export function readColumns(value: unknown): ColumnsState | null {
  if (!isObject(value)) return null;
  const columns: ColumnsState = {};
  for (const key of ["order", "hidden", "pinned"] as const) {
    if (value[key] === undefined) continue;
    const ids = list(value[key], 500, (id) => text(id, 1, 100));
    if (!ids) return null;
    columns[key] = ids;
  }
  if (value.widths !== undefined) {
    const widths = entries(value.widths, (width) =>
      typeof width === "number" && Number.isInteger(width) && width >= 40 && width <= 2_000 ? width : null,
    );
    if (!widths) return null;
    columns.widths = widths;
  }
  if (value.formats !== undefined) {
    const formats = entries(value.formats, (format) => FORMATS.find((each) => each === format) ?? null);
    if (!formats) return null;
    columns.formats = formats;
  }
  return columns;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown, min: number, max: number): string | null {
  return typeof value === "string" && value.length >= min && value.length <= max ? value : null;
}

/** Null where one of them can't be read, or there are too many. */
function list<T>(value: unknown, max: number, read: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length > max) return null;
  const items = value.map(read).filter((item) => item !== null);
  return items.length === value.length ? items : null;
}

function entries<T>(value: unknown, read: (item: unknown) => T | null): Record<string, T> | null {
  if (!isObject(value)) return null;
  const all: Record<string, T> = {};
  for (const [key, given] of Object.entries(value)) {
    const item = read(given);
    if (item === null || key.length > 100) return null;
    all[key] = item;
  }
  return all;
}
