import type { Db } from "@/lib/db/client";
import { counted } from "@/lib/model/locale";
import { backendNamed } from "@/lib/queue/backends";
import type { QueueBackend } from "@/lib/queue/queue-backend";
import type { TableDef } from "@/lib/tables/table-def";

export interface RunDecision {
  runs: "direct" | "background" | "impossible";
  /** In words, when it is not the usual way. */
  runsWhy: string | null;
}

/**
 * Small edits run directly; larger ones in the background. Where nobody could run them there, an edit runs directly up to
 * the table's `maxDirectRecords`; a larger one waits until somebody can. Where the background is switched off, it can't run.
 */
export async function decideRun(db: Db, table: TableDef, total: number): Promise<RunDecision> {
  const { async, minAsyncRecords, maxDirectRecords, backend: name } = table.bulk;
  if (total < minAsyncRecords) return { runs: "direct", runsWhy: null };
  const backend = backendNamed(name);
  const isOff = !async || backend.runsIn === "request";
  const why = isOff ? `Background edits are switched off for ${table.label}.` : await whyUnavailable(db, backend);
  if (why === null) return { runs: "background", runsWhy: null };
  if (total <= maxDirectRecords)
    return { runs: "direct", runsWhy: `${why} The edit runs directly; please keep this page open.` };
  const limit = counted(maxDirectRecords, "record");
  return isOff
    ? {
        runs: "impossible",
        runsWhy: `${why} Without it at most ${limit} can be edited at once: select fewer, or ask an administrator.`,
      }
    : { runs: "background", runsWhy: `${why} The edit waits until then; up to ${limit} would run directly.` };
}

async function whyUnavailable(db: Db, backend: QueueBackend): Promise<string | null> {
  const answer = await backend.available(db);
  return answer.ok ? null : answer.why;
}
