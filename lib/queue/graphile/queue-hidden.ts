import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/**
 * A sentence where this account can't see the queue's jobs; undefined where it can. Row-level security hides them from
 * everybody but their owner, whatever was granted: the runner would wait for ever and say nothing
 * (findings/graphile-worker-grants-are-not-enough.sh).
 */
export async function whyQueueHidden(db: Db): Promise<string | undefined> {
  const [row] = await db.execute<{ hidden: boolean; role: string }>(sql`
    select current_user as role, to_regclass('graphile_worker._private_jobs') is not null
      and row_security_active('graphile_worker._private_jobs')
      and not exists (
        select from pg_policies where schemaname = 'graphile_worker' and tablename = '_private_jobs'
          and exists (select from unnest(roles) as of(name) where of.name = 'public' or pg_has_role(of.name, 'member'))) as hidden`);
  return row?.hidden
    ? `The account ${row.role} can't see the jobs of the queue, since it doesn't own them: see docs/database-roles.md.`
    : undefined;
}
