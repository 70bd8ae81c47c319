import { drizzle } from "drizzle-orm/postgres-js";
import pg from "pg";
import type { Database } from "@/lib/db/client";
import { poolClient, type PoolClient } from "@/lib/db/pool-client";

export interface RecordingDatabase extends Database {
  /** Every statement that was sent since the last call, as the server got it. */
  taken: () => string[];
}

/** A connection to a test database that remembers what is sent over it. */
export function recordingDatabase(url: string): RecordingDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  let sent: string[] = [];
  const recording = (client: PoolClient): PoolClient => {
    const { begin, savepoint } = client;
    return {
      ...client,
      unsafe(text, values) {
        sent.push(text);
        return client.unsafe(text, values);
      },
      ...(begin && { begin: (run) => begin((tx) => run(recording(tx))) }),
      ...(savepoint && { savepoint: (run) => savepoint((tx) => run(recording(tx))) }),
    };
  };
  return {
    db: drizzle(recording(poolClient(pool)) as never),
    end: () => pool.end(),
    taken() {
      const all = sent;
      sent = [];
      return all;
    },
  };
}
