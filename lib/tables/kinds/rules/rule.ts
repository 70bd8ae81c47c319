import type { ColumnInfo } from "@/lib/tables/model/table-info";

/** What comes of a given value: the value as Postgres takes it, or what is wrong with it, in a sentence. */
export type Judged<T = unknown> = { value: T } | { problem: string };

/**
 * Judges a value as the browser sends it, null excluded. Without zod, which is as large as all editors together: the
 * page judges what is typed by the rules by which the server parses it, from its first second on.
 */
export type Rule<T = unknown> = (given: unknown, info: ColumnInfo) => Judged<T>;
