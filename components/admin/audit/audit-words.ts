import type { AuditAction, AuditSubject } from "@/lib/audit/model/audited";
import type { AuditEntry } from "@/lib/audit/list-audit";
import { counted, number } from "@/lib/model/locale";
import { settingValueText, settingWords } from "@/components/admin/tables/setting-words";

export const SUBJECT_WORDS: Record<AuditSubject, string> = {
  task: "Tasks",
  user: "Users",
  setting: "Settings",
  table: "Tables",
};

export const ACTION_WORDS: Record<AuditAction, string> = {
  applied: "Started a task",
  started: "Task began",
  paused: "Paused",
  resumed: "Resumed",
  cancelling: "Asked to cancel",
  cancelled: "Cancelled",
  succeeded: "Done",
  partial: "Partly done",
  failed: "Failed",
  revived: "Revived",
  retried: "Retried",
  undone: "Undone",
  limited: "Limited",
  resent: "Sent a message again",
  created: "Added a person",
  role_changed: "Changed a role",
  disabled: "Disabled a person",
  enabled: "Enabled a person",
  password_set: "Set a new password",
  password_changed: "Changed their password",
  signed_out_everywhere: "Signed out everywhere",
  signed_in: "Signed in",
  sign_in_refused: "Failed to sign in",
  exported: "Exported records",
  changed: "Changed a setting",
  reset: "Reset a setting",
};

type Details = AuditEntry["details"];
const amount = (value: unknown) => (typeof value === "number" ? value : 0);
const word = (value: unknown) => (typeof value === "string" ? value : "");

/** What the details of an entry say, in words; empty where the action says all. */
export function detailsText({
  action,
  details,
  subjectId,
}: Pick<AuditEntry, "action" | "details" | "subjectId">): string {
  switch (action) {
    case "applied":
      return `${counted(amount(details["total"]), "record")}, ${
        details["backend"] === "direct" ? "at once" : "in the background"
      }`;
    case "started":
      return `by worker ${word(details["worker"])}`;
    case "cancelled":
    case "succeeded":
    case "partial":
    case "failed":
      return endText(details);
    case "limited":
      return `${limitText(details)}; before: ${limitText(objectOf(details["was"]))}`;
    case "resent":
      return `by ${word(details["channel"])}`;
    case "role_changed":
      return `from ${word(details["from"])} to ${word(details["to"])}`;
    case "created":
      return `as ${word(details["role"])}`;
    case "signed_in":
    case "sign_in_refused":
      return `${word(details["by"])}, from ${word(details["address"])}`;
    case "exported":
      return `as ${word(details["format"]).toUpperCase()}`;
    case "changed":
    case "reset": {
      const text = (value: unknown) => settingValueText({ name: subjectId, value: valueInWords(value) });
      return `${settingWords(subjectId)}: ${text(details["was"])} → ${text(details["value"])}`;
    }
    default:
      return "";
  }
}

function valueInWords(value: unknown): string | number | boolean | null {
  if (Array.isArray(value))
    return value.map((each) => (typeof each === "string" ? each : word(objectOf(each)["channel"]))).join(", ");
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function endText(details: Details): string {
  const changed = `${number(amount(details["changed"]))} of ${counted(amount(details["total"]), "record")} changed`;
  const why = word(details["message"]);
  return why === "" ? changed : `${changed}. ${why}`;
}

function limitText(limits: Details): string {
  const rate = limits["maxRecordsPerSecond"];
  return `${typeof rate === "number" ? `${number(rate)} records/s` : "no limit"}, ${counted(amount(limits["lanes"]), "lane")}`;
}

const objectOf = (value: unknown): Details => (typeof value === "object" && value !== null ? { ...value } : {});
