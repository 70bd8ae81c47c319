import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyPlan, planInserts, planTask, planValues, previewPlan } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Ctx } from "@/lib/ctx";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { recordingDatabase, type RecordingDatabase } from "@/lib/testing/recorded-statements";

/**
 * What the database is sent for each mode of a change, whole, so that a change of it is read by whoever reviews it: the
 * freeze, the preview and the chunk statement. It is the same on every Postgres (`SWATH_TEST_POSTGRES=15` runs this there
 * as well), and it has just run on one. `npx vitest run lib/bulk/printed -u` writes it anew.
 */
let database: RecordingDatabase;
let ctx: Ctx;

beforeAll(async () => {
  const { db, url } = await testDatabase();
  database = recordingDatabase(url);
  ctx = { db: database.db, actor: await createUser(db, { role: "admin" }) };
  await insertPlaces(db, 3);
});
afterAll(() => database.end());

const STEPS: [name: string, own: RegExp][] = [
  ["freeze", /insert into swath\.bulk_chunks/],
  ["preview: counts", /judged[^]*group by 1, 2, 3/],
  ["preview: a page of records", /judged[^]*order by 1, 2/],
  ["write", /^(?!explain)[^]*insert into swath\.record_changes/],
];

/** Plans, looks and applies, and prints what that sent. */
async function printed(plan: () => Promise<{ taskId: string }>): Promise<{ taskId: string; text: string }> {
  database.taken();
  const { taskId } = await plan();
  await previewPlan(ctx, { taskId });
  const { task } = await applyPlan(ctx, { taskId });
  expect(await database.db.execute(sql`select message from swath.record_outcomes`)).toEqual([]);
  expect(task.counts).toMatchObject({ changed: task.total, failed: 0, conflict: 0 });
  const sent = database.taken();
  const steps = STEPS.map(
    ([name, own]) => `-- ${name}\n${folded(sent.find((text) => own.test(text)) ?? "-- none")};\n`,
  );
  return { taskId, text: steps.join("\n") };
}

/** In lines that one can read: broken where a list or a condition goes on. */
function folded(text: string): string {
  const lines = text.split("\n").flatMap((line) => {
    const indent = /^ */.exec(line)![0];
    return line
      .trim()
      .split(/(?<=, )|(?= (?:and|or|when|else|from|where|left join|cross join lateral) )/)
      .reduce<string[]>((made, part) => {
        const last = made.at(-1);
        if (last === undefined || (last + part).length > 118)
          made.push(made.length ? `${indent}  ${part.trimStart()}` : indent + part);
        else made[made.length - 1] = last + part;
        return made;
      }, []);
  });
  return lines
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .join("\n");
}

const golden = (name: string) => `./golden/${name}.sql`;

test("an update", async () => {
  const change = { kind: "update" as const, columns: { population: { op: "add", by: 1 }, region: { op: "clear" } } };
  const update = await printed(() => planTask(ctx, { table: "places", selection: { kind: "matching" }, change }));
  await expect(update.text).toMatchFileSnapshot(golden("update"));
  const undo = await printed(() => planUndo(ctx, { taskId: update.taskId }));
  await expect(undo.text).toMatchFileSnapshot(golden("undo"));
});

test("values that stand per record", async () => {
  const records = [
    { id: "1", version: null, values: { name: "One" } },
    { id: "2", version: null, values: { population: 7 } },
  ];
  const values = await printed(() => planValues(ctx, { table: "places", origin: "paste", records }));
  await expect(values.text).toMatchFileSnapshot(golden("values"));
});

test("new records, and their undo, which deletes them", async () => {
  const records = [
    { geonameId: 9, name: "New", country: "NL", featureCode: "PPL", population: 1, latitude: "1", longitude: "2" },
  ];
  const insert = await printed(() => planInserts(ctx, { table: "places", records }));
  await expect(insert.text).toMatchFileSnapshot(golden("insert"));
  const undo = await printed(() => planUndo(ctx, { taskId: insert.taskId }));
  await expect(undo.text).toMatchFileSnapshot(golden("undo-of-insert"));
});

test("a delete, and its undo, which brings the records back", async () => {
  const change = { kind: "delete" as const };
  const gone = await printed(() =>
    planTask(ctx, { table: "places", selection: { kind: "records", ids: ["1", "2"] }, change }),
  );
  await expect(gone.text).toMatchFileSnapshot(golden("delete"));
  const back = await printed(() => planUndo(ctx, { taskId: gone.taskId }));
  await expect(back.text).toMatchFileSnapshot(golden("restore"));
  expect(await ctx.db.execute(sql`select geoname_id from places where geoname_id in (1, 2)`)).toHaveLength(2);
});
