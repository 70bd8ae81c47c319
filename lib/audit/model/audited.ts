/** What an entry of the audit log is about. Client-safe. */
export const AUDIT_SUBJECTS = ["task", "user", "setting", "table"] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** Everything that is ever noted of a task: a few entries in its life, never one per chunk. */
export const TASK_ACTIONS = [
  "applied", // a plan was said yes to
  "started", // the first lane began
  "paused",
  "resumed",
  "cancelling", // asked to stop; chunks in flight still end
  "cancelled",
  "succeeded",
  "partial",
  "failed", // `details.code` and `details.message` say why, also where a task stopped early
  "revived", // it had lost its lanes; the sweep brought it back
  "retried", // `details.childId` is the task that does
  "undone", // likewise
  "resent", // a message about its end was sent again by `details.channel`
  "limited", // `details`: the new limits, and what they were
] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

export const USER_ACTIONS = [
  "created",
  "role_changed",
  "disabled",
  "enabled",
  "password_set", // by an admin
  "password_changed", // by themselves
  "signed_out_everywhere", // by themselves
  "signed_in", // `details`: by what, and the address
  "sign_in_refused", // likewise; nobody is known to have done it
] as const;
export type UserAction = (typeof USER_ACTIONS)[number];

export const TABLE_ACTIONS = ["exported"] as const;
export type TableAction = (typeof TABLE_ACTIONS)[number];

export const SETTING_ACTIONS = ["changed", "reset"] as const;
export type SettingAction = (typeof SETTING_ACTIONS)[number];

export type AuditAction = TaskAction | UserAction | SettingAction | TableAction;
