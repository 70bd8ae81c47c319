import { listOutcomes } from "@/lib/testing/verbs";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import type { OutcomeRow } from "./list-outcomes";

let db: Db;
let editor: Actor;
let taskId: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await pretendWorkerIsAlive(db);
  // Every tenth has too few people to lose fifty of them.
  await insertPlaces(db, 1_200, (id) => ({
    population: id % 10 === 0 ? 1 : 1_000,
    name: id === 20 ? "50 % town" : `Place ${id}`,
  }));
  const change = { kind: "update" as const, columns: { population: { op: "add", by: -50 } } };
  ({ id: taskId } = await runBulk(db, editor, change));
});

test("every refused record is listed with its label, column, sentence and the way to it", async () => {
  const { rows } = await listOutcomes({ db, actor: editor }, { taskId, limit: 1 });
  expect(rows).toEqual([
    {
      recordId: "10",
      label: "Place 10",
      outcome: "failed",
      column: "Population",
      code: "23514",
      message: expect.stringMatching(/population/i),
      href: `/tables/places?${new URLSearchParams({
        filter: JSON.stringify({ join: "and", rules: [{ column: "geonameId", operator: "is", value: 10 }] }),
        record: "10",
      })}`,
    },
  ]);
});

test("pages visit each refused record once", async () => {
  const seen: OutcomeRow[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listOutcomes>> = await listOutcomes(
      { db, actor: editor },
      { taskId, after, limit: 50 },
    );
    seen.push(...page.rows);
    after = page.next;
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen.map((row) => row.recordId)).size).toBe(120);
});

test("what is searched for is found literally, also what means something in a pattern", async () => {
  const find = async (text: string) =>
    (await listOutcomes({ db, actor: editor }, { taskId, text, limit: 200 })).rows.length;
  expect(await find("50 % TOWN")).toBe(1);
  expect(await find("_lace 30")).toBe(0);
  expect(await find("place 30")).toBe(2);
});

test("an outcome that none has is an empty list", async () => {
  expect(await listOutcomes({ db, actor: editor }, { taskId, outcome: "conflict" })).toEqual({ rows: [], next: null });
});

test("another person's task is not there; an admin sees it", async () => {
  const other = await createUser(db);
  const admin = await createUser(db, { role: "admin" });
  await expect(listOutcomes({ db, actor: other }, { taskId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listOutcomes({ db, actor: admin }, { taskId })).rows).toHaveLength(50);
});
