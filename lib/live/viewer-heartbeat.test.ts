import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { ViewerHeartbeat } from "./viewer-heartbeat";

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const rows = async () => [
  ...(await db.execute<{ viewers: number }>(sql`select viewers from swath.web_heartbeats order by viewers`)),
];

test("each process knows the viewers of all, its own as they are now and once", async () => {
  const open = { here: 0, there: 0 };
  const here = new ViewerHeartbeat(db, () => open.here);
  const there = new ViewerHeartbeat(db, () => open.there);
  await here.heartbeat();
  expect(await rows()).toEqual([]);
  expect(await here.everywhere(db)).toEqual({ viewers: 0, processes: 0 });

  Object.assign(open, { here: 2, there: 5 });
  await Promise.all([here.heartbeat(), there.heartbeat()]);
  open.here = 3;
  expect(await here.everywhere(db)).toEqual({ viewers: 8, processes: 2 });
  expect(await there.everywhere(db)).toEqual({ viewers: 7, processes: 2 });
  await here.heartbeat();
  expect(await rows()).toEqual([{ viewers: 3 }, { viewers: 5 }]);

  // That the last one has gone is noted, once.
  open.there = 0;
  await there.heartbeat();
  expect(await here.everywhere(db)).toEqual({ viewers: 3, processes: 1 });
  await db.execute(sql`delete from swath.web_heartbeats where viewers = 0`);
  await there.heartbeat();
  expect(await rows()).toEqual([{ viewers: 3 }]);
});
