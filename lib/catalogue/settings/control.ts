import { CONFLICT_POLICIES, DUPLICATE_POLICIES, ERROR_POLICIES, NOTIFICATIONS } from "@/lib/bulk/model/policies";
import { ROLES } from "@/lib/model/actor";
import { backendNames } from "@/lib/queue/backends";
import { settingPath } from "@/lib/tables/settings/overrides";
import type { TableDef } from "@/lib/tables/table-def";
import { canBeEdited, kindsFor } from "./fitting";

/** How a setting is changed on the page. Plain JSON. */
export type SettingControl =
  | { type: "text" }
  /** `optional`: an empty field means none. */
  | { type: "number"; optional: boolean }
  | { type: "yesNo" }
  | { type: "choice"; options: { value: string; label: string }[] }
  /** Any of these names, as a list. */
  | { type: "several"; options: string[] };

/** Channels that need nothing else than their name. */
const CHANNELS = NOTIFICATIONS.filter((name) => name !== "none" && name !== "callback");

/** Null: only a file can say it. @param base the table as the catalogue has it */
export function controlOf(base: TableDef, name: string): SettingControl | null {
  const [group, id = "", field = "", verb] = settingPath(name);
  if (group === "columns") return columnControl(base, id, verb ?? field);
  if (group === "access") return choice(ROLES);
  switch (name) {
    case "label":
      return { type: "text" };
    case "position":
      return { type: "number", optional: true };
    case "recordLabel":
      return { type: "choice", options: base.columns.map((column) => ({ value: column.id, label: column.label })) };
    case "bulk.async":
      return { type: "yesNo" };
    case "bulk.backend":
      return choice(backendNames());
    case "bulk.onDuplicate":
      return choice(DUPLICATE_POLICIES);
    case "bulk.errorPolicy":
      return choice(ERROR_POLICIES);
    case "bulk.conflictPolicy":
      return choice(CONFLICT_POLICIES);
    case "bulk.notification":
      return { type: "several", options: CHANNELS };
    case "bulk.stopEarly":
      return null;
    default:
      return { type: "number", optional: name === "bulk.maxRecordsPerSecond" };
  }
}

function columnControl(base: TableDef, id: string, field: string): SettingControl | null {
  const column = base.columns.find((each) => each.id === id);
  if (!column) return null;
  if (field === "view") return base.key.columns.includes(column) ? null : choice(ROLES);
  if (field === "edit") return canBeEdited(base, column) ? choice(ROLES) : null;
  if (field === "label") return { type: "text" };
  if (field === "width") return { type: "number", optional: false };
  if (field === "kind") return kindsFor(column).length > 1 ? choice(kindsFor(column)) : null;
  return field === "editable" && !canBeEdited(base, column) ? null : { type: "yesNo" };
}

const choice = (values: readonly string[]): SettingControl => ({
  type: "choice",
  options: values.map((value) => ({ value, label: value })),
});
