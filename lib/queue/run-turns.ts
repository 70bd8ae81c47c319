import type { LaneEnd, LaneJob, LaneRunner, OthersWait } from "./queue-backend";

export interface TurnsOptions {
  stopping: AbortSignal;
  /** Turns in one job, where that has to end some time. */
  most?: number;
}

/** A lane that nobody waits for goes on in the same job: handing its place over takes time. */
export async function runTurns(
  lanes: LaneRunner,
  job: LaneJob,
  othersWait: OthersWait,
  { stopping, most = Number.POSITIVE_INFINITY }: TurnsOptions,
): Promise<LaneEnd> {
  let end = await lanes.run(job, othersWait);
  for (let turn = 1; end === "again" && turn < most && !stopping.aborted; turn++) {
    if (await othersWait(job.taskId)) break;
    end = await lanes.run(job, othersWait);
  }
  return end;
}
