import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { auditLog } from "@/lib/db/schema/audit-log";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { findActor } from "./find-user";
import { endAllSessions, endSession } from "./session";

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test("signing out ends that session for good, copies of its cookie with it, and no other", async () => {
  const user = await createUser(db);
  const session = (id: string) => findActor(db, { userId: user.id, epoch: 0, id });
  await endSession(db, { id: "laptop" });
  await endSession(db, { id: "laptop" });
  expect(await session("laptop")).toBeNull();
  expect(await session("phone")).toMatchObject({ id: user.id });
});

test("what can't be open any more is forgotten with the next sign-out", async () => {
  await endSession(db, { id: "old" });
  await db.execute(sql`update swath.ended_sessions set until = now() - interval '1 second' where id = 'old'`);
  await endSession(db, { id: "new" });
  const left = await db.execute<{ id: string }>(sql`select id from swath.ended_sessions where id in ('old', 'new')`);
  expect(left).toEqual([{ id: "new" }]);
});

test("signing out everywhere ends all of one's sessions, is noted, and concerns nobody else", async () => {
  const [user, other] = [await createUser(db), await createUser(db)];
  await endAllSessions({ db, actor: user });
  expect(await findActor(db, { userId: user.id, epoch: 0, id: "a" })).toBeNull();
  expect(await findActor(db, { userId: user.id, epoch: 1, id: "b" })).toMatchObject({ id: user.id });
  expect(await findActor(db, { userId: other.id, epoch: 0, id: "c" })).toMatchObject({ id: other.id });
  const [entry] = await db.select().from(auditLog);
  expect(entry).toMatchObject({ action: "signed_out_everywhere", actorId: user.id });
});
