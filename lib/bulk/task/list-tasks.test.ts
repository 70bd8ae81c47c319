import { listTasks } from "@/lib/testing/verbs";
import type { ListTasksInput } from "./list-tasks";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { firstIdAt, MOST_READ } from "./find-task-ids";
import { TASK_OPERATIONS } from "@/lib/bulk/model/policies";
import { TASK_STATES } from "@/lib/bulk/model/states";

let db: Db;
let editor: Actor, other: Actor, admin: Actor;
const tasks: BulkTask[] = [];
const TABLES = ["places", "orders", "gone_by_now"];
const WORDS = ["price ×1.05", "100% sure_ly", "status set to reviewed"];
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;
const timeOf = (id: string) => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  other = await createUser(db);
  admin = await createUser(db, { role: "admin" });
  for (let i = 0; i < 240; i++) {
    const id = firstIdAt(new Date(START + i * HOUR)).replace(
      /0000-0000-\d{12}$/,
      `7000-8000-${String(i).padStart(12, "0")}`,
    );
    const task = await insertTask(db, pick([editor, editor, other], i), {
      id,
      state: pick(TASK_STATES, i),
      operation: pick(TASK_OPERATIONS, Math.floor(i / 2)),
      tableName: pick(TABLES, Math.floor(i / 5)),
      changeText: pick(WORDS, Math.floor(i / 7)),
      reason: i % 11 === 0 ? "asked by Zoë" : null,
    });
    tasks.unshift(task);
  }
});

function expected(actor: Actor, input: Partial<ListTasksInput>): string[] {
  const mine = actor === admin ? input.actorId : actor.id;
  if (input.actorId !== undefined && input.actorId !== mine) return [];
  const text = (input.text ?? "").toLowerCase();
  return tasks
    .filter((task) => task.state !== "planned")
    .filter((task) => !mine || task.actorId === mine)
    .filter((task) => !input.states || input.states.includes(task.state))
    .filter((task) => !input.table || task.tableName === input.table)
    .filter((task) => !input.operation || task.operation === input.operation)
    .filter((task) => !input.from || timeOf(task.id) >= Date.parse(input.from))
    .filter((task) => !input.to || timeOf(task.id) < Date.parse(input.to))
    .filter((task) => [task.changeText, task.filterText, task.reason ?? ""].some((w) => w.toLowerCase().includes(text)))
    .map((task) => task.id);
}

const hour = fc.integer({ min: -5, max: 245 }).map((n) => new Date(START + n * HOUR).toISOString());
const inputs = fc.record(
  {
    states: fc.subarray([...TASK_STATES]),
    table: fc.constantFrom(...TABLES, "unheard_of"),
    operation: fc.constantFrom(...TASK_OPERATIONS),
    from: hour,
    to: hour,
    text: fc.constantFrom("REVIEWED", "%", "_", "zoë", "region", "nowhere", "×1.05"),
  },
  { requiredKeys: [] },
);

test("whatever is filtered, each page goes on where the last one ended, and none is missing or there twice", async () => {
  const people = fc.constantFrom("editor", "other", "admin", "admin asks for editor's", "editor asks for other's");
  await fc.assert(
    fc.asyncProperty(inputs, people, fc.integer({ min: 1, max: 40 }), async (filter, who, limit) => {
      const actor = who === "other" ? other : who.startsWith("admin") ? admin : editor;
      const actorId =
        who === "admin asks for editor's" ? editor.id : who === "editor asks for other's" ? other.id : undefined;
      const input = { ...filter, actorId };
      const seen: string[] = [];
      let before: string | null | undefined;
      do {
        const page = await listTasks({ db, actor }, { ...input, limit, before: before ?? undefined });
        expect(page.tasks.length).toBeLessThanOrEqual(limit);
        seen.push(...page.tasks.map((task) => task.id));
        before = page.next;
      } while (before);
      expect(seen).toEqual(expected(actor, input));
    }),
    { numRuns: 150 },
  );
});

test("a text that few hold ends the page after so many tasks, and the next one goes on there", async () => {
  const { db: many } = await testDatabase();
  const boss = await createUser(many, { role: "admin" });
  await many.execute(sql`
    insert into swath.bulk_tasks (id, actor_id, table_name, operation, selection, change_text, state, total)
    select (lpad(to_hex(1767225600000 + i), 12, '0') || '70008000000000000000')::uuid, ${boss.id}, 'places', 'update',
      '{"kind":"records","ids":["1"]}', case when i = 10 then 'the needle' else 'hay ' || i end, 'succeeded', 1
    from generate_series(1, ${MOST_READ + 5_000}::int) i`);
  const ctx = { db: many, actor: boss };
  const first = await listTasks(ctx, { text: "needle" });
  expect(first).toEqual({ tasks: [], next: expect.any(String) });
  const second = await listTasks(ctx, { text: "needle", before: first.next ?? "" });
  expect(second).toMatchObject({ tasks: [{ changeText: "the needle" }], next: null });

  // With the index there is nothing to read through.
  await many.execute(sql.raw("create extension pg_trgm"));
  await many.execute(
    sql.raw(`
    create index bulk_tasks_words on swath.bulk_tasks using gin ((change_text || e'\\n' || filter_text || e'\\n' || coalesce(reason, '')) gin_trgm_ops)
    where state in ('cancelled', 'succeeded', 'partial', 'failed')`),
  );
  const ended = { states: ["succeeded" as const], text: "needle" };
  expect(await listTasks(ctx, ended)).toMatchObject({ tasks: [{ changeText: "the needle" }], next: null });
});

test("what is no time is refused", async () => {
  await expect(listTasks({ db, actor: admin }, { from: "yesterday" })).rejects.toThrow(/datetime/i);
});
