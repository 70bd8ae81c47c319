/** What a write did to a chunk: how many records it changed, and which of those that it wrote hold what they held before. */
export type WrittenRow = { seq: number; n: number; reachable: boolean; same: string[] | null };

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
