import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/ctx";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { shownText } from "@/lib/tables/kinds/codecs/shown-text";
import { readBytes } from "@/lib/tables/record/read-bytes";
import { getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";
import { applyPlan, columnFacets, listRecords, planTask, previewPlan } from "@/lib/testing/verbs";
import { loadTables } from "./load-tables";

let ctx: Ctx;
const BYTES = Buffer.from([0, 255, 1, 128]);

beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: await createUser(db, { role: "admin" }) };
  await db.execute(sql`create table photos (id int primary key, title text, image bytea not null, thumb bytea)`);
  await db.execute(
    sql`insert into photos values (1, 'Sea', ${BYTES}, null), (2, 'Dune', ${Buffer.alloc(1_234_567)}, '\\x')`,
  );
  await db.execute(sql`create function note() returns trigger language plpgsql as 'begin return new; end'`);
  await db.execute(sql`create trigger log_changes before update on photos for each row execute function note()`);
  await db.execute(sql`create trigger log_ends after delete on photos for each row execute function note()`);
  await loadTables(db);
});

const rows = async () => (await listRecords(ctx, { table: "photos" })).rows.map(({ values }) => values);

test("bytes are shown as how many there are, and never sent with the page", async () => {
  const [one, two] = await rows();
  expect(one).toEqual({ id: 1, title: "Sea", image: 4, thumb: null });
  expect(two).toEqual({ id: 2, title: "Dune", image: 1_234_567, thumb: 0 });
  const image = getTable("photos").column("image");
  expect([4, 999, 12_345, 1_234_567, 0].map((bytes) => shownText(image, bytes))).toEqual([
    "4 bytes",
    "999 bytes",
    "12.3 kB",
    "1.2 MB",
    "0 bytes",
  ]);
});

test("they are filtered by whether there are any, nothing else is offered", async () => {
  const filter = { join: "and" as const, rules: [{ column: "thumb", operator: "isEmpty" }] };
  expect((await listRecords(ctx, { table: "photos", filter })).rows.map(({ id }) => id)).toEqual(["1"]);
  const image = getTable("photos").column("image");
  expect(image).toMatchObject({ kind: "binary", editable: false, sortable: false, searchable: false, hidden: false });
  await expect(columnFacets(ctx, { table: "photos", column: "image" })).rejects.toMatchObject({ code: "INVALID" });
});

test("they are downloaded as they are, by whoever may see the record", async () => {
  const photo = { table: "photos", id: "1", column: "image" };
  const { bytes, fileName } = await readBytes(ctx, photo);
  expect([Buffer.from(bytes), fileName]).toEqual([BYTES, "photos-1-image.bin"]);
  const refused = async (more: Partial<typeof photo>) =>
    readBytes(ctx, { ...photo, ...more }).catch((error: { code: string }) => error.code);
  expect(await refused({ id: "9" })).toBe("NOT_FOUND");
  expect(await refused({ id: "no number" })).toBe("NOT_FOUND");
  expect(await refused({ column: "thumb" })).toBe("NOT_FOUND");
  expect(await refused({ column: "title" })).toBe("INVALID");
});

test("a deleted record comes back with its bytes", async () => {
  const task = await runBulk(ctx.db, ctx.actor, { kind: "delete" }, { table: "photos", confirmNumber: 2 });
  expect(await rows()).toEqual([]);
  const { taskId } = await planUndo(ctx, { taskId: task.id });
  await applyPlan(ctx, { taskId });
  expect(Buffer.from((await readBytes(ctx, { table: "photos", id: "1", column: "image" })).bytes)).toEqual(BYTES);
});

test("a preview says what of the database's own has a say in the edit", async () => {
  const besides = async (change: Parameters<typeof runBulk>[2]) => {
    const { taskId } = await planTask(ctx, { table: "photos", selection: { kind: "matching" }, change });
    return (await previewPlan(ctx, { taskId, change })).besides;
  };
  const update = { kind: "update" as const, columns: { title: { op: "upper" } } };
  expect(await besides(update)).toEqual(["trigger log_changes"]);
  expect(await besides({ kind: "delete" })).toEqual(["trigger log_ends"]);
});
