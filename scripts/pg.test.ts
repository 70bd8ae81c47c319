import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { findPostgres, removePostgres, startPostgres } from "./pg.mjs";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "swath-pg-"));
fs.chmodSync(dir, 0o755);

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const pidFile = (data: string) => path.join(data, "postmaster.pid");
const pidOf = (data: string) => Number(fs.readFileSync(pidFile(data), "utf8").split("\n")[0]);
const rows = (url: string) => ask(url, async (sql) => (await sql`select * from kept`).length);

describe.each([18, 15] as const)("embedded Postgres %i", (major) => {
  afterAll(() => removePostgres({ dir, major }));

  test("several starts at once make one server of the right version, on the loopback, with a password", async () => {
    const all = await Promise.all([1, 2, 3].map(() => startPostgres({ dir, major })));
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    const { url } = all[0]!;
    const [version] = await ask(url, (sql) => sql`select current_setting('server_version_num')::int / 10000 as major`);
    expect(version?.major).toBe(major);
    const [listens] = await ask(url, (sql) => sql`select current_setting('listen_addresses') as at`);
    expect(listens?.at).toBe("127.0.0.1");
    const open = url.replace(/:[^:@]+@/, ":wrong@");
    await expect(ask(open, (sql) => sql`select 1`)).rejects.toThrow(/password authentication failed/);
  });

  test("letters of every script fold their case", async () => {
    const { url } = await startPostgres({ dir, major });
    const [folded] = await ask(url, (sql) => sql`select lower('ÉŻЯ') as low, 'Łódź' ilike 'łÓDŹ' as alike`);
    expect(folded).toEqual({ low: "éżя", alike: true });
  });

  test("data outlive a kill -9 of the server, with a client in mid-statement", async () => {
    const before = await startPostgres({ dir, major });
    await ask(before.url, (sql) => sql`create table kept as select generate_series(1, 1000)`);
    const busy = ask(before.url, (sql) => sql`select pg_sleep(60)`).catch(() => "cut off");
    process.kill(pidOf(before.data), "SIGKILL");
    expect(await busy).toBe("cut off");
    expect(await rows((await startPostgres({ dir, major })).url)).toBe(1000);
  });

  test("a pid file that names somebody else's process is stale", async () => {
    const { data, port, stop } = await startPostgres({ dir, major });
    await stop();
    expect(await findPostgres({ dir, major })).toBeUndefined();
    const lines = [process.pid, data, 1, port, "", "127.0.0.1", "", "ready"];
    fs.writeFileSync(pidFile(data), `${lines.join("\n")}\n`);
    const { uid, gid } = fs.statSync(data);
    fs.chownSync(pidFile(data), uid, gid);
    expect(await rows((await startPostgres({ dir, major })).url)).toBe(1000);
  });
});

test("a cluster whose password is lost is never deleted", async () => {
  await startPostgres({ dir });
  const state = path.join(dir, "pg18.json");
  const kept = fs.readFileSync(state);
  fs.rmSync(state);
  await expect(startPostgres({ dir })).rejects.toThrow(/is missing/);
  fs.writeFileSync(state, kept);
  await removePostgres({ dir });
});

afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));
