import { expect, test } from "vitest";
import type { TaskState } from "@/lib/bulk/model/states";
import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";
import type { BulkOptions } from "@/lib/bulk/model/options";
import type { NotificationOption } from "./notification-rules";
import type { Preferences } from "./model/tell";
import { whoIsTold } from "./who-is-told";

const rulesOf = (notification: NotificationOption[], bulk: Partial<BulkOptions> = {}) =>
  defineTable(placesTable, { bulk: { ...bulk, notification } }).notification;

const told = (notification: NotificationOption[], preferences: Preferences = {}, state: TaskState = "succeeded") =>
  whoIsTold({ rules: rulesOf(notification), preferences, state, direct: false, ownersAddress: "me@example.com" });

test("without a choice of their own, people are told as the table declares", () => {
  expect(told(["status_page", "toast"]).channels).toEqual(["status_page", "toast"]);
  expect(told(["status_page", "email"])).toEqual({
    channels: ["status_page", "email"],
    outgoing: [{ channel: "email", recipient: "me@example.com" }],
  });
  expect(told(["none"], { email: "always" })).toEqual({ channels: [], outgoing: [] });
});

test("on problems: any end but a full success", () => {
  const email: NotificationOption = { channel: "email", when: "problems" };
  expect(told([email]).outgoing).toEqual([]);
  for (const state of ["partial", "failed", "cancelled"] as const)
    expect(told([email], {}, state).outgoing).toHaveLength(1);
});

test("a person's choice goes before the table's, either way, for the channels that reach that person", () => {
  expect(told(["status_page"], { email: "always" }).channels).toEqual(["status_page", "email"]);
  expect(told(["status_page", "toast", "email"], { toast: "never", email: "problems" }).channels).toEqual([
    "status_page",
  ]);
  const ops: NotificationOption = { channel: "email", alsoTo: ["ops@example.com"] };
  expect(told([ops], { email: "never" }).outgoing).toEqual([{ channel: "email", recipient: "ops@example.com" }]);
});

test("whoever made a direct edit gets no e-mail about it, nor does a disabled account; systems are told", () => {
  const rules = rulesOf(["email", "webhook"]);
  const base = { rules, preferences: {}, state: "succeeded" as const, direct: false, ownersAddress: "me@example.com" };
  const webhook = [{ channel: "webhook", recipient: "SWATH_WEBHOOK_URL" }];
  expect(whoIsTold({ ...base, direct: true }).outgoing).toEqual(webhook);
  expect(whoIsTold({ ...base, ownersAddress: null }).outgoing).toEqual(webhook);
});

test("an onFinish is the channel callback, named or not", () => {
  const onFinish = () => {};
  expect(rulesOf(["status_page"], { onFinish }).map(({ channel }) => channel)).toEqual(["status_page", "callback"]);
  expect(rulesOf(["callback"], { onFinish }).map(({ channel }) => channel)).toEqual(["callback"]);
});

test.each([
  [["fax"], "no channel that Swath knows"],
  [[{ channel: "webhook", url: "ftp://example.com", secretEnv: "X" }], "no channel that Swath knows"],
  [[{ channel: "webhook", url: "https://example.com" }], "no channel that Swath knows"],
  [[{ channel: "email", alsoTo: ["nobody"] }], "no channel that Swath knows"],
  [["none", "email"], "stands alone"],
  [["callback"], "needs an onFinish"],
  [["toast", "toast"], "stands there twice"],
])("a declaration with %j stops the process with a sentence", (notification, sentence) => {
  expect(() => rulesOf(notification as NotificationOption[])).toThrow(sentence);
});
