import { sql } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { Listener } from "./listener";

let listener: Listener;
afterEach(() => listener.stop());

test("a listener whose connection is ended again and again hears once more, and says that it missed something", async () => {
  const { db, url } = await testDatabase();
  const heard: string[] = [];
  let again = 0;
  listener = new Listener({
    url,
    channel: "Some channel",
    applicationName: "swath-listener-test",
    onNotification: (payload) => heard.push(payload),
    onAgain: () => again++,
  });
  await listener.start();
  await listener.notify("first");
  await vi.waitFor(() => expect(heard).toEqual(["first"]));
  const end = () =>
    db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'swath-listener-test'`,
    );
  for (let round = 1; round <= 8; round++) {
    // Also while it is coming back.
    await Promise.all([end(), end().then(end)]);
    const text = `round ${round}`;
    await vi.waitFor(async () => {
      await db.execute(sql`select pg_notify('Some channel', ${text})`);
      expect(heard).toContain(text);
    }, 10_000);
  }
  expect(again).toBeGreaterThanOrEqual(8);
});

test("the first connection has to succeed", async () => {
  listener = new Listener({
    url: "postgres://nobody@127.0.0.1:1/none",
    channel: "any",
    applicationName: "swath-listener-test",
    onNotification: () => {},
  });
  await expect(listener.start()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
