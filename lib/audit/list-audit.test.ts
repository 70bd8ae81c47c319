import { type Asked, listAudit } from "@/lib/testing/verbs";
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { createUser as addUser, NewUser } from "@/lib/auth/create-user";
import type { Db } from "@/lib/db/client";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { auditActors } from "./audit-actors";
import { auditCsv } from "./audit-csv";
import { writeAudit } from "./write-audit";

let db: Db;
let admin: Actor;
let editor: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin", name: "Ada" });
  editor = await createUser(db, { name: "=cmd()" });
  // All in one moment: the order within it must hold, too.
  await db.transaction(async (tx) => {
    for (let i = 0; i < 30; i++) {
      const actorId = i % 3 === 0 ? null : i % 3 === 1 ? admin.id : editor.id;
      const action = i % 2 === 0 ? "paused" : "resumed";
      await writeAudit(tx, { actorId, subjectKind: "task", subjectId: `task-${i % 5}`, action, details: { i } });
    }
  });
  await db.execute(sql`update swath.audit_log set at = '2026-03-01 12:00+00' where (details->>'i')::int < 20`);
});

const list = (input: Asked<typeof listAudit> = {}) => listAudit({ db, actor: admin }, input);
const numbers = async (input: Asked<typeof listAudit>) => (await list(input)).entries.map((e) => e.details["i"]);

test("pages newest first, without gaps or repeats, also within one moment", async () => {
  const seen: number[] = [];
  let before: number | null | undefined;
  do {
    const page = await list({ before, limit: 7 });
    seen.push(...page.entries.map((e) => e.id));
    before = page.next;
  } while (before !== null);
  expect(seen).toHaveLength(30);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
});

test("filters by actor, subject, action and time", async () => {
  expect(await numbers({ actor: "system", limit: 3 })).toEqual([27, 24, 21]);
  expect(await numbers({ actor: editor.id, limit: 2 })).toEqual([29, 26]);
  expect(await numbers({ action: "resumed", limit: 2 })).toEqual([29, 27]);
  expect(await numbers({ subject: "task", subjectId: "task-0", limit: 2 })).toEqual([25, 20]);
  expect(await numbers({ subject: "user" })).toEqual([]);
  const day = { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" };
  expect(await numbers(day)).toHaveLength(20);
});

test.each([
  ["actor", () => sql`actor_id = ${admin.id}`, "audit_log_actor"],
  ["action", () => sql`action = 'paused'`, "audit_log_action"],
  ["time", () => sql`at >= '2026-03-01'`, "audit_log_at"],
])("a page by %s comes from an index, in order", async (_, where, index) => {
  const plans: string[] = [];
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`set local enable_sort = off`);
    await tx.execute(sql`set local enable_bitmapscan = off`);
    const rows = await tx.execute<{ "QUERY PLAN": string }>(sql`
      explain select * from swath.audit_log
      where ${where()} and (at, id) < ((select last.at from swath.audit_log last where last.id = 20), 20)
      order by at desc, id desc limit 50`);
    plans.push(...rows.map((row) => row["QUERY PLAN"]));
  });
  expect(plans.join("\n")).toContain(`Index Scan Backward using ${index}`);
});

test("exports the whole of a filter as CSV that no spreadsheet would run", async () => {
  let text = "";
  for await (const piece of auditCsv({ db, actor: admin }, { actor: editor.id }, AbortSignal.timeout(9_000)))
    text += piece;
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({ Actor: "'=cmd()", Action: "resumed", Details: '{"i":29}' });
});

test("says who acted at all, to choose from", async () => {
  expect((await auditActors({ db, actor: admin })).map(({ name }) => name).toSorted()).toEqual(["=cmd()", "Ada"]);
});

test("adding a person is noted", async () => {
  const given = { email: "new@example.test", role: "viewer", password: "long enough" };
  const user = await addUser(db, NewUser.parse(given));
  const { entries } = await list({ subject: "user", subjectId: user.id });
  expect(entries).toMatchObject([
    {
      action: "created",
      actor: null,
      subjectLabel: "new@example.test",
      details: { email: "new@example.test", role: "viewer" },
    },
  ]);
});

test("editors and viewers are refused", async () => {
  const viewer = await createUser(db, { role: "viewer" });
  for (const actor of [editor, viewer]) {
    await expect(listAudit({ db, actor }, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(auditActors({ db, actor })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(() => auditCsv({ db, actor }, {}, AbortSignal.timeout(1))).toThrow(
      "doesn't allow you to read the audit log",
    );
  }
});
