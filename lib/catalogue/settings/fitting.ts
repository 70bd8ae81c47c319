import { backendNames } from "@/lib/queue/backends";
import { type NotificationOption, notificationRules } from "@/lib/notify/notification-rules";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import { settingPath, type SettingRow } from "@/lib/tables/settings/overrides";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { schemaOf } from "./setting";

/** The kinds that can show a column of this type, its own first. */
export function kindsFor({ kind }: Pick<ColumnDef, "kind">): KindId[] {
  const others: KindId[] = kind === "text" ? ["longText"] : kind === "longText" ? ["text"] : [];
  return [...new Set<KindId>([kind, ...others, "raw"])];
}

/** A key of one column can, where somebody says so: it is what refers to it that speaks against it. */
export function canBeEdited({ limits }: TableDef, { editable, primaryKey, readOnly }: ColumnDef): boolean {
  return limits.edit === null && (editable || (primaryKey && !readOnly));
}

/** Kinds whose texts the search of a table reads. */
const SEARCHED = new Set<KindId>(["text", "longText", "integer", "uuid", "enum", "foreignKey"]);

export interface Fitting {
  rows: SettingRow[];
  /** Why each of the others is left out, in a sentence. */
  misfits: string[];
}

/**
 * The settings that the table can have. Schemas change and files are old: what no longer fits is left out and said.
 * @param table as the catalogue has it, without any setting
 */
export function fitting(table: TableDef, rows: readonly SettingRow[], hasHook: boolean): Fitting {
  const fits: Fitting = { rows: [], misfits: [] };
  for (const [name, value] of rows) {
    const problem = settingProblem(table, name, value, hasHook);
    if (problem === null) fits.rows.push([name, value]);
    else fits.misfits.push(`${table.name}, ${name}: ${problem}`);
  }
  return fits;
}

/** Why a table can't have this setting, in a sentence; null where it can. `table` is as the catalogue has it. */
export function settingProblem(table: TableDef, name: string, value: unknown, hasHook = false): string | null {
  const schema = schemaOf(name);
  if (!schema) return "There is no such setting.";
  const parsed = schema.safeParse(value);
  if (!parsed.success) return parsed.error.issues.map(({ message }) => message).join(" ");
  const [group, id = "", field = "", verb] = settingPath(name);
  if (group === "columns") return columnProblem(table, id, verb ?? field, value);
  if (name === "recordLabel")
    return table.columns.some(({ id }) => id === value) ? null : noColumn(table, String(value));
  if (name === "bulk.backend" && !backendNames().includes(String(value)))
    return `There is no queue backend “${String(value)}”. Known ones: ${backendNames().join(", ")}.`;
  return name === "bulk.notification" ? channelProblem(table, value as NotificationOption[], hasHook) : null;
}

function columnProblem(table: TableDef, id: string, field: string, value: unknown): string | null {
  const column = table.columns.find((each) => each.id === id);
  if (!column) return noColumn(table, id);
  if (field === "kind" && !kindsFor(column).includes(value as KindId))
    return `Its type can be shown as ${kindsFor(column).join(" or ")}, not as ${String(value)}.`;
  if (field === "view" && table.key.columns.includes(column))
    return "It is in the key, by which records are known: whoever sees the table sees it.";
  if (field === "editable" && value === true && !canBeEdited(table, column))
    return "The database doesn't let it be edited.";
  return field === "searchable" && value === true && !SEARCHED.has(column.kind)
    ? "The search reads texts, keys and whole numbers only."
    : null;
}

const noColumn = ({ label }: TableDef, id: string) => `${label} has no column “${id}”.`;

function channelProblem({ name }: TableDef, options: NotificationOption[], hasHook: boolean): string | null {
  try {
    notificationRules(name, options, hasHook);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*notification: /, "") : String(error);
  }
}
