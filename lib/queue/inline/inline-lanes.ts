import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { LaneLine } from "@/lib/queue/lane-line";
import type { WorkOptions, Working } from "@/lib/queue/queue-backend";
import { INLINE, inlineHost, setInlineHost } from "./inline-host";

export interface InlineLanesOptions extends Pick<WorkOptions, "db" | "lanes" | "concurrency" | "log"> {
  /** Whether there is time for another turn of a lane; a host of functions ends its processes. */
  mayBegin?: (() => boolean) | undefined;
  /** Is given what a task still has to do in this process: somebody may want to wait for it. */
  onTake?: ((running: Promise<void>) => void) | undefined;
}

/** Runs the lanes of inline tasks that this process has said yes to, or that its sweep has found without any. */
export async function startInlineLanes(options: InlineLanesOptions): Promise<Working> {
  const { db, lanes, concurrency, log, mayBegin, onTake } = options;
  const line = new LaneLine({ lanes, concurrency, wanted: (taskId) => lanesOf(db, taskId), mayBegin });
  const take = async (taskId: string) => {
    // Who has been told already that something runs here need not be told again.
    if (await line.offer(taskId)) await line.idle();
  };
  const host = {
    take(taskId: string) {
      // The sweep offers again what could not be taken.
      const running = take(taskId).catch((error: unknown) => log.warn({ err: error, taskId }, "could not take a task"));
      onTake?.(running);
    },
  };
  setInlineHost(host);
  return {
    async stop() {
      if (inlineHost() === host) setInlineHost(undefined);
      await line.stop();
    },
  };
}

async function lanesOf(db: Db, taskId: string): Promise<number> {
  const [row] = await db.execute<{ lanes: number }>(sql`
    select case when error_policy = 'all_or_nothing' then 1 else lanes end as lanes
    from swath.bulk_tasks
    where id = ${taskId} and backend = ${INLINE} and state in ('pending', 'running', 'cancelling')`);
  return row?.lanes ?? 0;
}
