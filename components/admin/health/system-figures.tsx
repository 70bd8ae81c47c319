import { durationText } from "@/components/tasks/words/task-words";
import { counted, number } from "@/lib/model/locale";
import type { SystemFacts } from "@/lib/system/facts";
import { Figures } from "./figures";

/** The facts that say at a glance whether work flows. */
export function SystemFigures({ facts: { workers, tasks, live } }: { facts: SystemFacts }) {
  const alive = workers.filter((worker) => worker.alive);
  const lanes = alive.reduce((sum, worker) => sum + worker.runningLanes, 0);
  const oldest = tasks.oldestPendingSeconds;
  return (
    <Figures
      label="Figures"
      figures={[
        { label: "Workers alive", value: number(alive.length), note: `${counted(lanes, "lane")} at work` },
        { label: "Running", value: number(tasks.running), note: `${number(tasks.paused)} paused` },
        {
          label: "Waiting to begin",
          value: number(tasks.pending),
          note: oldest === null ? "nobody waits" : `oldest for ${durationText(Math.round(oldest) * 1_000)}`,
        },
        { label: "Records to go", value: number(tasks.openRecords), note: "of running and waiting" },
        {
          label: "Failed, last hour",
          value: number(tasks.failedLastHour),
          note: `${number(tasks.partialLastHour)} partly done`,
        },
        {
          label: "Live viewers",
          value: number(live.viewers),
          note: live.mode === "listen" ? "told by LISTEN" : "told by polling",
        },
      ]}
    />
  );
}
