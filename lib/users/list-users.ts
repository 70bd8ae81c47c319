import { sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole, type Role } from "@/lib/model/actor";
import { daysAgo, smallestIdSince } from "@/lib/bulk/task/task-ids";
import type { Ctx } from "@/lib/ctx";
import { containing } from "@/lib/tables/list/like";

export const ListUsersInput = z.object({
  /** Looked for in name and address. */
  text: z.string().trim().max(200).default(""),
  /** `next` of the page before. */
  after: z.string().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListUsersInput = z.output<typeof ListUsersInput>;

/** Use is counted over so many days. */
export const USE_DAYS = 30;

export interface UserRow {
  id: string;
  name: string | null;
  email: string;
  role: Role;
  /** ISO 8601. */
  createdAt: string;
  disabledAt: string | null;
  /** Tasks and records changed by them in the last `USE_DAYS` days. */
  tasks: number;
  records: number;
  /** Tasks of theirs that are in progress. */
  running: number;
}

export interface UserPage {
  users: UserRow[];
  next: string | null;
}

/** Everybody who may or might sign in, by address, with what they did lately. For admins. @throws AppError FORBIDDEN */
export async function listUsers({ db, actor }: Ctx, { text, after, limit }: ListUsersInput): Promise<UserPage> {
  assertRole(actor, "admin", "see who may sign in");
  const pattern = containing(text);
  const rows = await db.execute<Omit<UserRow, "createdAt" | "disabledAt"> & Times & Record<string, unknown>>(sql`
    select person.id, person.name, person.email, person.role, person.created_at, person.disabled_at,
      use.tasks, use.records + coalesce(single.records, 0) as records, use.running
    from swath.users person
    cross join lateral (
      select count(*)::int as tasks, coalesce(sum(changed), 0)::float8 as records,
        count(*) filter (where state in ('pending', 'running', 'paused', 'cancelling'))::int as running
      from swath.bulk_tasks where actor_id = person.id and id >= ${smallestIdSince(daysAgo(USE_DAYS))} and state <> 'planned') use
    cross join lateral (
      select count(*)::float8 as records from swath.record_changes
      where task_id is null and actor_id = person.id and at > now() - make_interval(days => ${USE_DAYS}::int)) single
    where (person.email ilike ${pattern} or person.name ilike ${pattern})
      ${after === undefined ? sql`` : sql`and person.email > ${after}`}
    order by person.email limit ${limit + 1}::int`);
  const users = rows.slice(0, limit).map(({ created_at, disabled_at, ...row }) => ({
    ...row,
    createdAt: new Date(created_at).toISOString(),
    disabledAt: disabled_at && new Date(disabled_at).toISOString(),
  }));
  return { users, next: rows.length > limit ? (users.at(-1)?.email ?? null) : null };
}

interface Times {
  created_at: string;
  disabled_at: string | null;
}
