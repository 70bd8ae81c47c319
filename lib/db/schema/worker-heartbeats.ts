import { integer, text, timestamp } from "drizzle-orm/pg-core";
import { swath } from "./swath";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** One row per worker process; times are the database's, so that clock skew between hosts does not matter. */
export const workerHeartbeats = swath.table("worker_heartbeats", {
  id: text("id").primaryKey(),
  host: text("host").notNull(),
  pid: integer("pid").notNull(),
  version: text("version").notNull(),
  runningLanes: integer("running_lanes").notNull().default(0),
  /** Names of the queue backends whose lanes it runs. */
  queues: text("queues").array().notNull().default(["graphile", "polling"]),
  startedAt: at("started_at").notNull().defaultNow(),
  seenAt: at("seen_at").notNull().defaultNow(),
  stoppedAt: at("stopped_at"),
});
