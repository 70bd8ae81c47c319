import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { COUNTED_OUTCOMES, type OutcomeCounts } from "@/lib/bulk/model/outcomes";

/** The sum of each outcome over chunks, under its own name, for a `select` from `swath.bulk_chunks`. */
export function outcomeSums(): SQL {
  const sums = COUNTED_OUTCOMES.map((outcome) => {
    const column = sql.identifier(outcome);
    return sql`coalesce(sum(${column}), 0)::int as ${column}`;
  });
  return sql.join(sums, sql`, `);
}

/** What became of the records of a task's written chunks. */
export async function sumChunks(tx: Tx, taskId: string): Promise<OutcomeCounts> {
  const [row] = await tx.execute<OutcomeCounts & Record<string, unknown>>(
    sql`select ${outcomeSums()} from swath.bulk_chunks where task_id = ${taskId} and done_at is not null`,
  );
  if (!row) throw new Error("An aggregate without a row.");
  return { ...row };
}
