import { type Database, openDatabase } from "@/lib/db/client";

export interface RecordingDatabase extends Database {
  /** Every statement that was sent since the last call, as the server got it. */
  taken: () => string[];
}

/** A pool on a test database that remembers what is sent over it. */
export function recordingDatabase(url: string): RecordingDatabase {
  const sent: string[] = [];
  const logger = { logQuery: (text: string) => void sent.push(text) };
  return { ...openDatabase(url, { max: 4, logger }), taken: () => sent.splice(0) };
}
