import { sql } from "drizzle-orm";

/** What a write did to a chunk: how many records it changed, and which of those that it wrote hold what they held before. */
export type WrittenRow = { seq: number; n: number; reachable: boolean; same: string[] | null };

/** What a statement answers of `swath_written`, whose rows say whether their author still sees them. */
export const WRITTEN_ROWS = sql`select seq, count(*)::int as n, bool_and(coalesce(reachable, false)) as reachable, null::text[] as same
    from swath_written group by seq`;

/** A record that its author could not see afterwards; refused like a row that breaks a view's CHECK OPTION (44000). */
class OutOfReach extends Error {
  readonly code = "44000";

  constructor() {
    super("The record would be out of the actor's reach.");
  }
}

/** @throws what `explainRefusal` takes for a refusal of the record */
export function assertReachable({ reachable }: WrittenRow): void {
  if (!reachable) throw new OutOfReach();
}
