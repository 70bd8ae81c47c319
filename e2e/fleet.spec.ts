import postgres from "postgres";
import { hasPgBouncer } from "@/lib/testing/pg-bouncer";
import { Fleet } from "./setup/fleet";
import { changeColumn, openFiltered } from "./setup/table";
import { doneOf, expectState } from "./setup/tasks";
import { expect, login, test } from "./setup/test";

test.skip(!hasPgBouncer, "there is no PgBouncer on this machine");

/** A chunk takes a while: what happens meanwhile happens in mid-task. */
const SLOW = `
  create function slow() returns trigger language plpgsql as $$
  begin perform pg_sleep(0.3); return null; end $$;
  create trigger slow after update on places for each statement execute function slow()`;

test("two of everything: a web process and a worker are killed, Postgres restarts, the next version takes over; nothing is lost, nothing is written twice", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const fleet = await Fleet.start();
  const sql = postgres(fleet.databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(SLOW);
    await sql`create table places_before as select geoname_id, population from places`;
    const [{ n }] = await sql<[{ n: number }]>`select count(*)::int as n from places`;
    const all = n.toLocaleString("en");
    const [firstWeb, secondWeb] = await Promise.all([fleet.web(), fleet.web()]);
    const workers = [fleet.worker(), fleet.worker()];
    /** Process numbers of those who have written, the last one first. */
    const writers = async () => {
      const rows = await sql<{ worker: string }[]>`
        select worker from swath.bulk_chunks where done_at is not null group by 1 order by max(done_at) desc`;
      return rows.map(({ worker }) => Number(worker.split("-").at(-2)));
    };
    fleet.serves(firstWeb, secondWeb);
    await expect.poll(async () => (await fetch(`${fleet.url}/api/health`)).ok, { timeout: 30_000 }).toBe(true);

    const page = await browser.newPage({ baseURL: fleet.url });
    await login(page, "editor");
    await openFiltered(page, "places");
    await page.getByRole("checkbox", { name: "Select page" }).click();
    await page.getByRole("button", { name: `Select all ${all} matching` }).click();
    await page.getByRole("button", { name: "Edit…" }).click();
    await changeColumn(page, "Population", "add", { Number: "1" });
    await page.getByRole("button", { name: `Update ${all} records in the background` }).click();
    await page
      .getByRole("link", { name: /^View( status)?$/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/tasks\/[0-9a-f-]{36}$/);
    await page.evaluate(() => Object.assign(window, { neverReloaded: true }));

    const bar = page.getByRole("article").getByRole("progressbar");
    /** The open page tells of more than it does now: it is alive, and so is the task. */
    const goesOn = async () => {
      const before = await doneOf(bar);
      await expect.poll(() => doneOf(bar), { timeout: 20_000 }).toBeGreaterThan(before);
    };
    await goesOn();
    const [writer] = await writers();
    await Promise.all([firstWeb.end("SIGKILL"), workers.find(({ pid }) => pid === writer)?.end("SIGKILL")]);
    await goesOn();
    await fleet.restartPostgres();
    await goesOn();

    // A deployment: the next ones are there before the last ones go.
    const [thirdWeb, thirdWorker] = [await fleet.web(), fleet.worker()];
    // The very first request of a process finds its tables, too.
    expect((await page.request.get(`http://127.0.0.1:${thirdWeb.port}/tables/places`)).status()).toBe(200);
    fleet.serves(thirdWeb);
    const took = await Promise.all([
      secondWeb.end("SIGTERM"),
      workers.find(({ pid }) => pid !== writer)?.end("SIGTERM"),
    ]);
    for (const ms of took) expect(ms).toBeLessThan(15_000);
    await goesOn();
    await expectState(page, "Done", 120_000);
    expect(await page.evaluate(() => "neverReloaded" in window)).toBe(true);

    const [{ wrong }] = await sql<[{ wrong: number }]>`
      select count(*)::int as wrong from places join places_before before using (geoname_id)
      where places.population is distinct from before.population + 1`;
    expect(wrong).toBe(0);
    const [task] = await sql`select state, changed, failed, conflict, gone from swath.bulk_tasks`;
    expect(task).toEqual({ state: "succeeded", changed: n, failed: 0, conflict: 0, gone: 0 });
    expect(await writers()).toEqual([thirdWorker.pid, workers.find(({ pid }) => pid !== writer)?.pid, writer]);
    await page.close();
    await Promise.all([thirdWeb.end("SIGTERM"), thirdWorker.end("SIGTERM")]);
  } finally {
    await sql.end();
    await fleet.stop();
  }
});
