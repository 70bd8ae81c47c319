import { sql } from "drizzle-orm";
import type { CrashEnvironment } from "./environment";
import type { CrashWorker } from "./worker-kinds";
import { until } from "./worker-process";

const WITHIN_MS = 30_000;

/** A worker that was out of action has to recover by itself, or to end, so that whoever supervises it starts another. */
export async function assertWorks(
  { db }: CrashEnvironment,
  worker: CrashWorker,
  complain: (sentence: string) => void,
): Promise<void> {
  const [begun] = await db.execute<{ at: string }>(sql`select clock_timestamp()::text as at`);
  const beats = async () => {
    if (worker.ended()) return true;
    const rows = await db.execute(sql`
      select from swath.worker_heartbeats
      where pid = ${worker.pid} and stopped_at is null and seen_at > ${begun?.at}::timestamptz`);
    return rows.length > 0;
  };
  await until(beats, WITHIN_MS, "").catch(() =>
    complain(`worker ${worker.pid} neither works again nor has ended within ${WITHIN_MS} ms`),
  );
}
