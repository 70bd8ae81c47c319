import { yesNo } from "@/lib/model/yes-no";
import { number } from "@/lib/model/locale";
import type { SettingInForce } from "@/lib/tables/settings/list-settings";

/** What each setting is called for people. */
export const SETTING_WORDS: Record<string, string> = {
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

const POLICY_WORDS: Record<string, string> = {
  skip_failed: "skip and list it",
  all_or_nothing: "change nothing at all",
  skip: "leave it",
  overwrite: "overwrite it",
  join: "join the one in progress",
  replace: "cancel and replace it",
  reject: "refuse it",
};

/** "1,000", "no limit", "yes", "skip and list it" */
export function settingValueText({ name, value }: Pick<SettingInForce, "name" | "value">): string {
  if (value === null) return name === "maxRecordsPerSecond" ? "no limit" : "never";
  if (typeof value === "boolean") return yesNo(value);
  if (typeof value === "number") return number(value);
  return POLICY_WORDS[value] ?? value.replaceAll("_", " ");
}
