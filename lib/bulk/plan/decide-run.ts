import type { Db } from "@/lib/db/client";
import { counted } from "@/lib/model/locale";
import { backendNamed } from "@/lib/queue/backends";
import type { TableDef } from "@/lib/tables/table-def";

export interface RunDecision {
  runs: "direct" | "background" | "impossible";
  /** In words, when it is not the usual way. */
  runsWhy: string | null;
}

/**
 * Small edits run directly; larger ones in the background. Where the background is off or out of order, an edit runs
 * directly up to the table's `maxDirectRecords`; beyond it, the sentence says what to do.
 */
export async function decideRun(db: Db, table: TableDef, total: number): Promise<RunDecision> {
  const { async, minAsyncRecords, maxDirectRecords, backend } = table.bulk;
  if (total < minAsyncRecords) return { runs: "direct", runsWhy: null };
  const why = async ? await whyUnavailable(db, backend) : `Background edits are switched off for ${table.label}.`;
  if (why === null) return { runs: "background", runsWhy: null };
  const limit = counted(maxDirectRecords, "record");
  return total <= maxDirectRecords
    ? { runs: "direct", runsWhy: `${why} The edit runs directly; please keep this page open.` }
    : {
        runs: "impossible",
        runsWhy: `${why} Without it at most ${limit} can be edited at once: select fewer, or ask an administrator.`,
      };
}

async function whyUnavailable(db: Db, backend: string): Promise<string | null> {
  const answer = await backendNamed(backend).available(db);
  return answer.ok ? null : answer.why;
}
