import { setTimeout as sleep } from "node:timers/promises";
import { clientFor } from "@/lib/db/connect/client-for";
import { UnfitDatabase } from "./own-schemas";

// Any number, as long as every Swath takes the same: drizzle's own migrator takes no lock at all.
const LOCK = 7_385_001;
const ASK_AGAIN_MS = 200;

/**
 * Runs `work` while no other migration runs. The lock is a transaction's, in a connection that does nothing else: should
 * a pooler stand in between after all, it does not keep it for the next one.
 * @throws UnfitDatabase when another one has had it for `patienceMs`
 */
export async function whileNobodyElse<T>(url: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const holder = clientFor(url, { applicationName: "swath-migration-lock" });
  holder.on("error", () => {});
  await holder.connect();
  try {
    await holder.query("begin; set local idle_in_transaction_session_timeout to 0");
    const until = performance.now() + patienceMs;
    for (;;) {
      const { rows } = await holder.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [LOCK]);
      if (rows[0]?.mine) return await work();
      if (performance.now() > until) throw new UnfitDatabase(await whoHasIt(patienceMs, (text) => holder.query(text)));
      await sleep(ASK_AGAIN_MS);
    }
  } finally {
    await holder.end();
  }
}

async function whoHasIt(
  patienceMs: number,
  query: (text: string) => Promise<{ rows: { pid: number; since: string | null }[] }>,
): Promise<string> {
  const { rows } = await query(`
    select l.pid, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI') as since
    from pg_locks l left join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = ${LOCK} and l.objsubid = 1
      and l.database = (select oid from pg_database where datname = current_database())`);
  const [holder] = rows;
  const who = holder ? ` (process ${holder.pid}${holder.since ? `, connected since ${holder.since}` : ""})` : "";
  return `Another migration has been running for ${Math.ceil(patienceMs / 1_000)} s${who}. Wait for its end, or end it by pg_terminate_backend, and start again.`;
}
