import { z } from "zod";

/** What a task does with a record that the database or a validation refuses. */
export const ERROR_POLICIES = ["skip_failed", "all_or_nothing"] as const;
export type ErrorPolicy = (typeof ERROR_POLICIES)[number];

/** What a task does with a record that was changed after the selection was frozen. */
export const CONFLICT_POLICIES = ["skip", "overwrite"] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** What happens when the same edit is already active. */
export const DUPLICATE_POLICIES = ["join", "replace", "reject"] as const;
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

export const NOTIFICATIONS = ["status_page", "toast", "browser", "email", "webhook", "callback", "none"] as const;
export type Notification = (typeof NOTIFICATIONS)[number];

export const TASK_OPERATIONS = ["update", "delete", "undo", "import"] as const;
export type TaskOperation = (typeof TASK_OPERATIONS)[number];

export const TASK_RELATIONS = ["retry_of", "undo_of"] as const;
export type TaskRelation = (typeof TASK_RELATIONS)[number];

export const ErrorPolicySchema = z.enum(ERROR_POLICIES);
export const ConflictPolicySchema = z.enum(CONFLICT_POLICIES);
