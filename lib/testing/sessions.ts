import { type SQL, sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import type { Db } from "@/lib/db/client";

/** Waits until another session of this database is (or, with `there` false, none is) as the condition says. */
async function untilSession(db: Db, condition: SQL, there = true): Promise<void> {
  const look = async () => {
    const found = await db.execute(sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and ${condition}`);
    expect(found.length > 0).toBe(there);
  };
  await vi.waitFor(look, { timeout: 10_000, interval: 20 });
}

/** Somebody waits for a lock that somebody else holds. */
export const untilLockAwaited = (db: Db) => untilSession(db, sql`wait_event_type = 'Lock'`);

/** Somebody is in the middle of a statement with `pg_sleep`. */
export const untilAsleep = (db: Db) => untilSession(db, sql`wait_event = 'PgSleep'`);

/** Nobody is in the middle of a transaction that has written something. */
export const untilNobodyWrites = (db: Db) => untilSession(db, sql`backend_xid is not null`, false);

/** The server has ended this session. */
export const untilGone = (db: Db, pid: number) => untilSession(db, sql`pid = ${pid}::int`, false);

/** The last statement of a session with this application name holds this text, and has ended. */
export const untilAskedBy = (db: Db, application: string, text: string) =>
  untilSession(db, sql`application_name = ${application} and state like 'idle%' and position(${text} in query) > 0`);
