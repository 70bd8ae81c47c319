import { sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { Db, Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import { AppError } from "@/lib/model/errors";
import { writeStatement } from "./write-statement";

/** Nothing of this kind can be written to the table at all: said once, not of each record. */
export class RefusedAltogether extends AppError {
  constructor(message: string, cause: unknown) {
    super("REFUSED", message, { cause });
  }
}

const NO_RECORD = { seqs: [], from: 1, to: 0 };

class NoTrace extends Error {}

/**
 * What refuses the statement over no record refuses it over any: a missing right, a rule, a published table, a trigger
 * for each statement. To be asked where something was refused. Leaves no trace.
 * @throws RefusedAltogether
 */
export async function assertNotAltogether(tx: Tx, runnable: RunnableTask): Promise<void> {
  try {
    await tx.transaction(async (savepoint) => {
      await savepoint.execute(writeStatement(runnable, NO_RECORD));
      throw new NoTrace();
    });
  } catch (error) {
    if (error instanceof NoTrace) return;
    throw altogether(error, runnable);
  }
}

/**
 * The same without writing, for a preview: an explained statement is checked, but no trigger runs.
 * @throws RefusedAltogether
 */
export async function assertExplainable(db: Db, runnable: RunnableTask): Promise<void> {
  try {
    await db.execute(sql`explain ${writeStatement(runnable, NO_RECORD)}`);
  } catch (error) {
    const refusal = explainRefusal(error, runnable.table);
    // A value that can't be read belongs to the records, also where the planner comes upon it.
    if (refusal && !refusal.code.startsWith("2")) throw altogether(error, runnable);
    if (!refusal) throw error;
  }
}

function altogether(error: unknown, { table }: RunnableTask): unknown {
  const refusal = explainRefusal(error, table);
  return refusal ? new RefusedAltogether(refusal.message, error) : error;
}
