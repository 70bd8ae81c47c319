import { Gauge, Registry } from "prom-client";
import type { SystemFacts } from "./facts";
import { isWell } from "./judge";

type Labels = Record<string, string>;
type Sample = [value: number | null, labels?: Labels];

/** The facts in the text format of Prometheus. Gauges only: whatever is counted lives in the database, not in a process. */
export async function metricsText(facts: SystemFacts): Promise<string> {
  const registry = new Registry();
  for (const [name, help, samples] of metricsOf(facts)) {
    // A value that is not known is left out: zero would be a claim, and a gauge without samples says zero.
    const known = samples.filter((sample): sample is [number, Labels?] => sample[0] !== null);
    if (known.length === 0) continue;
    const labelNames = [...new Set(known.flatMap(([, labels = {}]) => Object.keys(labels)))];
    const gauge = new Gauge({ name: `swath_${name}`, help, labelNames, registers: [registry] });
    for (const [value, labels = {}] of known) gauge.set(labels, value);
  }
  return registry.metrics();
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

function metricsOf(facts: SystemFacts): [name: string, help: string, samples: Sample[]][] {
  const { database, backends, workers, tasks, deliveries, live, history } = facts;
  const known = (value: number) => (database.answers ? value : null);
  const alive = workers.filter((worker) => worker.alive);
  const of = ({ id, host, version }: (typeof workers)[number]) => ({ worker: id, host, version });
  const states = (["pending", "running", "paused", "cancelling"] as const).map((state): Sample => [
    known(tasks[state]),
    { state },
  ]);
  const ended = (["succeeded", "partial", "failed", "cancelled"] as const).map((state): Sample => [
    known(tasks[`${state}LastHour`]),
    { state },
  ]);
  return [
    ["up", "1 while edits can be done as they should, as /api/health judges", [[isWell(facts) ? 1 : 0]]],
    ["database_up", "1 while the database answers", [[database.answers ? 1 : 0]]],
    ["database_bytes", "Size of the database", [[database.bytes]]],
    [
      "backend_up",
      "1 while the queue backend is served",
      backends.map(({ name, ok }) => [ok ? 1 : 0, { backend: name }]),
    ],
    ["workers_alive", "Workers whose heartbeat is fresh", [[known(alive.length)]]],
    ["worker_running_lanes", "Lanes at work, per worker", alive.map((worker) => [worker.runningLanes, of(worker)])],
    ["worker_up_seconds", "Age of the worker process", alive.map((worker) => [worker.upSeconds, of(worker)])],
    [
      "worker_heartbeat_age_seconds",
      "Time since the worker was last heard of",
      workers.map((worker) => [worker.heartbeatAgeSeconds, of(worker)]),
    ],
    ["tasks", "Bulk tasks in progress, by state", states],
    ["tasks_ended_last_hour", "Bulk tasks that ended in the last hour, by state", ended],
    [
      "tasks_revived_last_hour",
      "Tasks that had lost their lanes and were brought back in the last hour",
      [[known(tasks.revivedLastHour)]],
    ],
    ["backlog_records", "Records that pending and running tasks still have before them", [[known(tasks.openRecords)]]],
    [
      "oldest_pending_seconds",
      "How long the longest waiting task has waited for its first lane",
      [[known(tasks.oldestPendingSeconds ?? 0)]],
    ],
    [
      "deliveries_waiting",
      "Messages about the end of tasks that wait for their first or next try",
      [[known(deliveries.waiting)]],
    ],
    [
      "deliveries_failed_last_hour",
      "Messages about the end of tasks that were given up in the last hour",
      [[known(deliveries.failedLastHour)]],
    ],
    ["live_viewers", "Open event streams, of all web processes", [[known(live.viewers)]]],
    ["live_processes", "Web processes that have open event streams", [[known(live.processes)]]],
    [
      "live_listening",
      "1 while this web process hears of changes by LISTEN, 0 while it polls",
      [[live.mode === "listen" ? 1 : 0]],
    ],
    ["history_bytes", "Size of the history of records", [[known(history.bytes)]]],
    ["history_partitions", "Partitions of the history", [[known(history.partitions.length)]]],
    ["history_months", "Whole months of history that are kept", [[history.months]]],
  ];
}
