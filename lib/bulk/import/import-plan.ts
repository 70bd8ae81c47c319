import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import type { ColumnDef } from "@/lib/tables/table-def";
import { freezeChunk, type FrozenRow } from "@/lib/bulk/plan/freeze-values";
import { completePlan, insertPlanRow, type PlanHead, type Planned } from "@/lib/bulk/plan/insert-plan";
import { refuseRepeated } from "./refuse-repeated";

/**
 * A plan that grows while a file is read, a chunk per statement: no transaction stays open for as long as somebody's
 * line takes. Until `complete` nobody can apply it, and what is never completed expires like any plan.
 */
export class ImportPlan {
  readonly #taskId = uuidv7();
  readonly #digest = createHash("sha256");
  #waiting: FrozenRow[] = [];
  #row: Promise<void> | undefined;
  #last = "";
  #isAscending = true;
  #chunks = 0;
  #total = 0;

  constructor(
    private readonly ctx: Ctx,
    private readonly head: PlanHead,
    /** The columns by which two rows would be the same record. */
    private readonly key: ColumnDef[],
  ) {}

  async add(records: FrozenRow[]): Promise<void> {
    const size = this.head.table.bulk.chunkSize;
    this.#waiting.push(...records);
    while (this.#waiting.length >= size) await this.#freeze(this.#waiting.splice(0, size));
  }

  /** Undefined where it got no record. @param fileDigest by which the same file is known when it comes again */
  async complete(fileDigest: string): Promise<Planned | undefined> {
    if (this.#waiting.length > 0) await this.#freeze(this.#waiting.splice(0));
    if (this.#total === 0) return undefined;
    if (!this.#isAscending) await refuseRepeated(this.ctx.db, this.#taskId, this.key);
    const frozen = { total: this.#total, digest: this.#digest.digest("hex") };
    await this.ctx.db.execute(sql`
      update swath.bulk_tasks set selection = jsonb_set(selection, '{file,digest}', to_jsonb(${fileDigest}::text))
      where id = ${this.#taskId}`);
    await completePlan(this.ctx.db, this.#taskId, this.head, frozen);
    return { taskId: this.#taskId, total: this.#total };
  }

  async discard(): Promise<void> {
    await this.ctx.db.delete(bulkTasks).where(eq(bulkTasks.id, this.#taskId));
  }

  /** What it stores, and where, is settled before it waits: the next ones may come meanwhile. */
  async #freeze(records: FrozenRow[]): Promise<void> {
    const { db, actor } = this.ctx;
    this.#row ??= insertPlanRow(db, actor, this.#taskId, this.head);
    const seq = this.#chunks++;
    this.#total += records.length;
    for (const { id } of records) this.#see(id);
    await this.#row;
    await freezeChunk(db, this.head.table, records, this.#taskId, seq, this.#digest);
  }

  /** Ids that come in any order in which none is its own successor are all different; nothing else has to be asked. */
  #see(id: string | null): void {
    if (id === null) return;
    const isNext = id.length > this.#last.length || (id.length === this.#last.length && id > this.#last);
    this.#isAscending &&= isNext;
    this.#last = id;
  }
}
