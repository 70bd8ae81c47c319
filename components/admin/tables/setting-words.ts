import { yesNo } from "@/lib/model/yes-no";
import { number } from "@/lib/model/locale";
import type { SettingInForce } from "@/lib/catalogue/settings/list-settings";

/** What each setting is called for people, by the last part of its name. */
const SETTING_WORDS: Record<string, string> = {
  shown: "Shown",
  label: "Name",
  position: "Place in the sidebar",
  recordLabel: "A record is named by",
  view: "Least role to view",
  edit: "Least role to edit",
  delete: "Least role to delete",
  kind: "Shown as",
  hidden: "Starts hidden",
  editable: "Can be edited",
  searchable: "Is searched",
  width: "Width in pixels",
  async: "Edits in the background",
  minAsyncRecords: "In the background from",
  maxDirectRecords: "Most records at once without a worker",
  backend: "Queue backend",
  lanes: "Lanes per task",
  maxRecordsPerSecond: "Records per second and task",
  chunkSize: "Records per frozen slice",
  notification: "Told by",
  onDuplicate: "The same edit again",
  errorPolicy: "If a record is refused",
  conflictPolicy: "If a record was changed meanwhile",
  maxAtomicRecords: "Most records for all or nothing",
  stopEarly: "Stops when failed",
  taskKey: "What counts as the same edit",
  validate: "Judges each record",
  beforeChunk: "Before each chunk",
  afterChunk: "After each chunk",
  onFinish: "At the end",
};

const KIND_WORDS: Record<string, string> = {
  longText: "long text",
  decimal: "decimal number",
  integer: "whole number",
  boolean: "yes or no",
  enum: "choice",
  timestamp: "date and time",
  interval: "span of time",
  time: "time of day",
  network: "network address",
  binary: "bytes",
  foreignKey: "reference",
  json: "JSON",
  array: "list",
  uuid: "UUID",
  raw: "the database’s own text",
};

const NULL_WORDS: Record<string, string> = {
  maxRecordsPerSecond: "no limit",
  stopEarly: "never",
  position: "by its name",
};

const POLICY_WORDS: Record<string, string> = {
  skip_failed: "skip and list it",
  all_or_nothing: "change nothing at all",
  skip: "leave it",
  overwrite: "overwrite it",
  join: "join the one in progress",
  replace: "cancel and replace it",
  reject: "refuse it",
};

const lastOf = (name: string) => name.split(".").at(-1) ?? name;

/** "Lanes per task" for `bulk.lanes` */
export function settingWords(name: string): string {
  return SETTING_WORDS[lastOf(name)] ?? lastOf(name);
}

const HINTS: Record<string, string> = {
  maxRecordsPerSecond: "Empty: as fast as it goes.",
  backend:
    "Who runs larger edits: a worker (graphile, polling, bullmq with Redis), the web app itself (inline), or nobody: all run at once (sync).",
  lanes: "1 to 32.",
  position: "Empty: after those that have a place.",
  label: "As people see it.",
};

export function settingHint(name: string): string | undefined {
  return HINTS[lastOf(name)];
}

/** "1,000", "no limit", "yes", "skip and list it" */
export function settingValueText({ name, value }: Pick<SettingInForce, "name" | "value">): string {
  if (value === null) return NULL_WORDS[lastOf(name)] ?? "–";
  if (typeof value === "boolean") return yesNo(value);
  if (typeof value === "number") return number(value);
  if (lastOf(name) === "kind") return KIND_WORDS[value] ?? value;
  // A name is told as somebody wrote it.
  if (lastOf(name) === "label" || lastOf(name) === "recordLabel") return value;
  return POLICY_WORDS[value] ?? value.replaceAll("_", " ");
}
