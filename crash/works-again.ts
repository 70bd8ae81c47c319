import { sql } from "drizzle-orm";
import type { CrashEnvironment } from "./environment";
import { patiently } from "./patiently";
import { startTask, untilEnded } from "./tasks";
import type { CrashWorker } from "./worker-kinds";
import { getTable } from "@/lib/tables/registry";

const WITHIN_MS = 30_000;
const PROBE = "PROBE";

/**
 * A worker that was out of action has to recover by itself, queue and all, or to end, so that whoever supervises it
 * starts another. Proved by a small task, with all other workers gone.
 */
export async function assertWorks(
  env: CrashEnvironment,
  worker: CrashWorker,
  complain: (sentence: string) => void,
): Promise<void> {
  const { db, actor } = env;
  await Promise.all(env.workers.filter((other) => other !== worker).map((other) => env.end(other)));
  if (worker.ended()) return;
  await patiently(() =>
    db.execute(sql`
      insert into customers (id, name, segment) values (${PROBE}, ${PROBE}, 'Consumer') on conflict do nothing`),
  );
  const taskId = await startTask(
    db,
    actor,
    { kind: "update", columns: { notes: { op: "append", text: "!" } } },
    { table: getTable("customers"), selection: { kind: "records", ids: [PROBE] } },
  );
  await untilEnded(db, taskId, WITHIN_MS).catch(() => {
    if (worker.ended()) return;
    const last = worker.log.slice(-8).map((line) => line.slice(0, 300));
    complain(`worker ${worker.pid} neither works again nor has ended within ${WITHIN_MS} ms: ${last.join(" | ")}`);
  });
}
