import { durationText } from "@/components/tasks/words/task-words";
import { Badge } from "@/components/ui/badge";
import type { WorkerFacts } from "@/lib/system/facts";
import { DataTable } from "./data-table";

const ago = (seconds: number) => durationText(Math.round(seconds) * 1_000);

/** Every worker that has not said goodbye, with what it does. */
export function WorkerList({ workers }: { workers: WorkerFacts[] }) {
  return (
    <section aria-label="Workers">
      <h2 className="pb-2 text-lg font-semibold">Workers</h2>
      {workers.length === 0 ? (
        <p className="border-y border-hairline bg-surface px-4 py-3 text-muted">
          No worker has been heard of for a day. Start one with <code className="font-mono">npm run worker</code>.
        </p>
      ) : (
        <DataTable
          label="Workers that have not said goodbye"
          columns={[
            { label: "State" },
            { label: "Host" },
            { label: "Process", numeric: true },
            { label: "Version" },
            { label: "Up for", numeric: true },
            { label: "Heartbeat", numeric: true },
            { label: "Lanes at work", numeric: true },
          ]}
          rows={workers.map((worker) => ({
            key: worker.id,
            cells: [
              <Badge key="state" tone={worker.alive ? "accent" : "danger"}>
                {worker.alive ? "Alive" : "Silent"}
              </Badge>,
              worker.host,
              worker.pid,
              worker.version,
              ago(worker.upSeconds),
              `${ago(worker.heartbeatAgeSeconds)} ago`,
              worker.alive ? worker.runningLanes : "–",
            ],
          }))}
        />
      )}
    </section>
  );
}
