import { eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, hasRole, type Role } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import type { Db } from "@/lib/db/client";
import { customersTable, ordersTable } from "@/lib/db/sample/superstore";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { defineTable } from "@/lib/tables/define-table";
import { currentRecords } from "@/lib/tables/list/current-records";
import { getRecord } from "@/lib/tables/record/get-record";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { searchReferences } from "@/lib/tables/references/search-references";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { customers, orders } from "@/lib/testing/sample-tables";
import { listViews } from "@/lib/tables/views/list-views";
import { readTableInfo } from "@/lib/tables/read-table-info";
import { savedViews } from "@/lib/db/schema/saved-views";
import { taskTables } from "@/lib/testing/task-tables";
import * as verbs from "@/lib/testing/verbs";
import { outcomesCsv } from "./outcomes-csv";
import { getDeletedRecord } from "./deleted-record";

/*
 * Every value of a record holds marks of its own, of the record and of the column ("«o3» ¤state"), and columns are called by
 * theirs. So whatever a reader answers shows of whom and of what it tells. A model says which records and columns each person
 * may know of, and no answer of any reader may hold another mark.
 */

const PARTS = ["Consumer", "Corporate", "Home Office"] as const;
type Part = (typeof PARTS)[number];
const CUSTOMERS = ["c1", "c2", "c3", "c4"];
const ORDERS = ["o1", "o2", "o3", "o4", "o5", "o6"];
const ALL = [...CUSTOMERS, ...ORDERS];
const DEPARTED = "2024-01-01";
const ROLES = ["viewer", "editor", "admin"] as const;
/** What a record is called stands in the first of each table. */
const COLUMNS = { orders: ["city", "state"], customers: ["name", "notes"] } as const;
type Column = "city" | "state" | "name" | "notes";
type Rights = Record<Column, { view?: Role; edit?: Role }>;

let db: Db;
let people: Actor[];
/** Whom the persons' scopes let see, by their place; undefined: all. */
let scopes: (Part[] | undefined)[] = [];
let rights: Rights = { city: {}, state: {}, name: {}, notes: {} };

beforeAll(async () => {
  ({ db } = await testDatabase());
  people = [await createUser(db), await createUser(db, { role: "admin" }), await createUser(db)];
});
afterAll(() => [customers, orders].forEach(registerTable));

const partsOf = (actor: Actor) => scopes[people.findIndex(({ id }) => id === actor.id)];

const maySee = (actor: Actor, column: Column) => hasRole(actor, rights[column].view ?? "viewer");
const mayEdit = (actor: Actor, column: Column) =>
  maySee(actor, column) && hasRole(actor, "editor") && hasRole(actor, rights[column].edit ?? "editor");

function declare(view: "viewer" | "editor"): void {
  const own = (column: Column) => ({ label: `¤${column}`, access: rights[column] });
  registerTable(
    defineTable(customersTable, {
      access: { view },
      columns: { name: own("name"), notes: own("notes") },
      scope: (actor) => {
        const parts = partsOf(actor);
        return parts && inArray(customersTable.segment, parts);
      },
    }),
  );
  registerTable(
    defineTable(ordersTable, {
      recordLabel: "city",
      columns: { city: own("city"), state: own("state") },
      scope: (actor) => {
        const parts = partsOf(actor);
        return parts && inArray(ordersTable.region, parts);
      },
    }),
  );
}

/** As the model has it: in which part a record is, and who took it away. */
interface Known {
  part: Part;
  deletedBy?: string;
}

const step = fc.record({
  who: fc.nat({ max: 2 }),
  kind: fc.constantFrom("values", "cell", "refer", "delete", "move", "undo"),
  ids: fc.subarray(ORDERS, { minLength: 1 }),
  customer: fc.constantFrom(...CUSTOMERS),
  part: fc.constantFrom(...PARTS),
});
const right = fc.record({ view: fc.constantFrom(...ROLES), edit: fc.constantFrom(...ROLES) }, { requiredKeys: [] });
const rightsOfAll = fc.record({ city: right, state: right, name: right, notes: right });
const scope = fc.option(fc.subarray([...PARTS]), { nil: undefined, freq: 3 });
const scenario = fc.record({
  view: fc.constantFrom("viewer" as const, "editor" as const),
  roles: fc.tuple(fc.constant("editor" as const), fc.constant("admin" as const), fc.constantFrom(...ROLES)),
  demoted: fc.boolean(),
  scopes: fc.tuple(scope, scope, scope),
  laterScopes: fc.tuple(scope, scope, scope),
  rights: rightsOfAll,
  rightsMeanwhile: rightsOfAll,
  laterRights: rightsOfAll,
  parts: fc.array(fc.constantFrom(...PARTS), { minLength: ALL.length, maxLength: ALL.length }),
  steps: fc.array(step, { minLength: 2, maxLength: 6 }),
});

test(
  "no reader tells of a record or column that its reader may not know of, whatever moved meanwhile, and nobody writes what is not theirs",
  { timeout: 60_000 },
  () =>
    fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        ({ scopes, rights } = given);
        declare(given.view);
        const actors = people.map((person, i) => ({ ...person, role: given.roles[i]! }));
        const world = await begin(given.parts);
        for (const [i, each] of given.steps.entries()) {
          if (i === Math.floor(given.steps.length / 2)) {
            rights = given.rightsMeanwhile;
            declare(given.view);
          }
          const before = await writtenNow();
          await act(actors[each.who]!, each, world);
          const after = await writtenNow();
          for (const column of COLUMNS.orders.filter((name) => !mayEdit(actors[each.who]!, name))) {
            for (const [id, row] of after) expect(row[column]).toBe(before.get(id)?.[column] ?? row[column]);
          }
        }
        await shareView();

        [scopes, rights] = [given.laterScopes, given.laterRights];
        declare(given.view);
        const readers = actors.map((actor, i) =>
          given.demoted && i === 0 ? { ...actor, role: "viewer" as const } : actor,
        );
        for (const actor of readers) expect(await leaksTo(actor, given.view, world)).toEqual([]);
      }),
      { numRuns: 12 },
    ),
);

const mark = (id: string, column: Column, more = "") => `«${id}» ¤${column} ${more}`;

async function writtenNow() {
  const rows = await db
    .select({ id: ordersTable.id, city: ordersTable.city, state: ordersTable.state })
    .from(ordersTable);
  return new Map(rows.map((row) => [row.id, row]));
}

/** One that filters by a column which is not everybody's. */
async function shareView(): Promise<void> {
  const filter = { join: "and" as const, rules: [{ column: "state", operator: "contains", value: "¤state" }] };
  await db.insert(savedViews).values({
    tableName: "orders",
    ownerId: people[1]!.id,
    name: "Shared",
    shared: true,
    state: { filter, search: "", sort: [], columns: {} },
  });
}

async function begin(parts: Part[]): Promise<Map<string, Known>> {
  await db.execute(sql`truncate orders, customers, swath.saved_views, ${taskTables} cascade`);
  const world = new Map(ALL.map((id, i) => [id, { part: parts[i]! }]));
  await db
    .insert(customersTable)
    .values(
      CUSTOMERS.map((id) => ({ id, name: mark(id, "name"), segment: world.get(id)!.part, notes: mark(id, "notes") })),
    );
  await db.insert(ordersTable).values(
    ORDERS.map((id, i) => ({
      id,
      customerId: CUSTOMERS[i % CUSTOMERS.length]!,
      orderDate: DEPARTED,
      shipMode: "Same Day" as const,
      city: mark(id, "city"),
      state: mark(id, "state"),
      region: world.get(id)!.part,
    })),
  );
  return world;
}

const within = (actor: Actor, { part }: Known) => partsOf(actor)?.includes(part) ?? true;

/** Something that somebody does; where they may not, it is refused and nothing happens. */
async function act(
  actor: Actor,
  { kind, ids, customer, part }: { kind: string; ids: string[]; customer: string; part: Part },
  world: Map<string, Known>,
): Promise<void> {
  const ctx = { db, actor };
  const [id = ""] = ids;
  try {
    if (kind === "values") {
      const records = ids.map((each) => ({
        id: each,
        version: null,
        // One of them is refused: it is listed with a label.
        values: { state: mark(each, "state", "again"), postalCode: "2", ...(each === id && { orderDate: "never" }) },
      }));
      const { taskId } = await verbs.planValues(ctx, { table: "orders", origin: "paste", records });
      const preview = await verbs.previewPlan(ctx, { taskId });
      expect(marksIn(preview).filter((seen) => !ids.includes(seen))).toEqual([]);
      expect(columnsIn(preview).filter((column) => !maySee(actor, column))).toEqual([]);
      await verbs.applyPlan(ctx, { taskId });
    }
    if (kind === "cell" || kind === "refer") {
      const { version } = await getRecord(ctx, { table: "orders", id });
      const cell =
        kind === "refer" ? { column: "customerId", value: customer } : { column: "city", value: mark(id, "city", "x") };
      const row = await saveRecordCell(ctx, { table: "orders", id, version, ...cell });
      const about = [id, ...(within(actor, world.get(customer)!) ? [customer] : [])];
      expect(marksIn(row).filter((seen) => kind === "refer" && !about.includes(seen))).toEqual([]);
      expect(columnsIn(row).filter((column) => !maySee(actor, column))).toEqual([]);
    }
    if (kind === "delete") {
      const reached = ids.filter((each) => !world.get(each)?.deletedBy && within(actor, world.get(each)!));
      const { taskId } = await verbs.planTask(ctx, {
        table: "orders",
        selection: { kind: "records", ids },
        change: { kind: "delete" },
      });
      await verbs.applyPlan(ctx, { taskId, change: { kind: "delete" } });
      for (const each of reached) world.get(each)!.deletedBy = actor.id;
    }
    if (kind === "undo") await verbs.undoLast(ctx, { table: "orders" }).then(() => settle(world));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  // Somebody moves records by other means.
  if (kind === "move") {
    await db.update(ordersTable).set({ region: part }).where(inArray(ordersTable.id, ids));
    await db.update(customersTable).set({ segment: part }).where(eq(customersTable.id, customer));
    for (const each of [...ids, customer]) if (!world.get(each)!.deletedBy) world.get(each)!.part = part;
  }
}

/** After an undo: what stands there tells who is back. */
async function settle(world: Map<string, Known>): Promise<void> {
  const rows = await db.select({ id: ordersTable.id, region: ordersTable.region }).from(ordersTable);
  for (const { id, region } of rows) world.set(id, { part: region as Part });
}

const marksIn = (answer: unknown) => [
  ...new Set([...JSON.stringify(answer ?? null).matchAll(/«(\w+)»/g)].map(([, id]) => id!)),
];

const columnsIn = (answer: unknown) => [
  ...new Set([...JSON.stringify(answer ?? null).matchAll(/¤(\w+)/g)].map(([, column]) => column as Column)),
];

/** Asks every reader; answers what told too much, and of whom. */
async function leaksTo(actor: Actor, view: "viewer" | "editor", world: Map<string, Known>): Promise<string[]> {
  const leaks: string[] = [];
  const ctx = { db, actor };
  const seesCustomers = view === "viewer" || actor.role !== "viewer";
  const may = (id: string) => {
    const known = world.get(id)!;
    if (CUSTOMERS.includes(id)) return seesCustomers && within(actor, known);
    return within(actor, known) || known.deletedBy === actor.id;
  };
  const allowed = new Set(ALL.filter(may));
  const there = ORDERS.filter((id) => !world.get(id)!.deletedBy && within(actor, world.get(id)!));

  const told = async (reader: string, read: () => Promise<unknown>) => {
    const answer = await read().catch((error: unknown) => {
      if (error instanceof AppError) return error.message;
      throw error;
    });
    leaks.push(
      ...marksIn(answer)
        .filter((id) => !allowed.has(id))
        .map((id) => `${reader}: ${id}`),
      ...columnsIn(answer)
        .filter((column) => !maySee(actor, column))
        .map((column) => `${reader}: ${column}`),
    );
    return answer;
  };
  const table = "orders";
  const matching = { kind: "matching" as const };
  const page = await told("list", () => verbs.listRecords(ctx, { table }));
  expect((page as { rows: { id: string }[] }).rows.map(({ id }) => id).toSorted()).toEqual(there);
  await told("list of customers", () => verbs.listRecords(ctx, { table: "customers" }));
  await told("what is known of the table", () => readTableInfo(ctx, { table }));
  await told("views", () => listViews(ctx, { table }));
  for (const column of COLUMNS.orders) {
    const asks = [
      verbs.listRecords(ctx, { table, sort: [{ column, direction: "asc" }] }),
      verbs.countRecords(ctx, {
        table,
        filter: { join: "and", rules: [{ column, operator: "contains", value: "¤" }] },
      }),
      verbs.columnFacets(ctx, { table, column }),
      verbs.exportRecords(
        ctx,
        { table, format: "csv", selection: matching, columns: [column] },
        new AbortController().signal,
      ),
    ];
    const unknown = (await Promise.allSettled(asks)).map(
      (answer) => answer.status === "rejected" && (answer.reason as AppError).code === "UNKNOWN_COLUMN",
    );
    expect(unknown).toEqual(asks.map(() => !maySee(actor, column)));
    const { rows: found } = await verbs.listRecords(ctx, { table, search: `¤${column}` });
    expect(found).toHaveLength(maySee(actor, column) ? there.length : 0);
  }
  await told("current", () => currentRecords(ctx, { table, ids: ORDERS }));
  for (const column of ["customerId", "city", "state"]) {
    await told(`facets of ${column}`, () => verbs.columnFacets(ctx, { table, column }));
    await told(`facets of ${column} with a text`, () => verbs.columnFacets(ctx, { table, column, q: "«" }));
  }
  await told("labels", () => verbs.referenceLabels(ctx, { table, column: "customerId", ids: CUSTOMERS }));
  await told("references", () => searchReferences(ctx, { table, column: "customerId", q: "" }));
  await told("export", async () => {
    const file = await verbs.exportRecords(
      ctx,
      { table, format: "csv", selection: matching },
      new AbortController().signal,
    );
    return textOf(file.pieces);
  });
  for (const id of ORDERS) {
    await told(`record ${id}`, () => getRecord(ctx, { table, id }));
    // The words of one's own task are one's own.
    await told(`history of ${id}`, async () => {
      const { entries } = await verbs.recordHistory(ctx, { table, id });
      expect(entries.filter(({ wrote, cells }) => wrote === "values" && cells.length === 0)).toEqual([]);
      return entries.map(({ task, ...entry }) => (task?.href ? entry : { ...entry, task }));
    });
    await told(`what is left of ${id}`, async () => {
      const { task, ...left } = await getDeletedRecord(ctx, { table, id });
      return task ? { ...left, deleted: null } : left;
    });
  }
  await told("preview", async () => {
    const records = ORDERS.map((id) => ({ id, version: null, values: { postalCode: "1" } }));
    const { taskId } = await verbs.planValues(ctx, { table, origin: "paste", records });
    const preview = await verbs.previewPlan(ctx, { taskId });
    expect(preview.counts).toMatchObject({ forbidden: 0, gone: ORDERS.length - there.length });
    return preview;
  });

  const tasks = await db
    .select({ id: bulkTasks.id, by: bulkTasks.actorId })
    .from(bulkTasks)
    .where(sql`state <> 'planned'`);
  for (const { id: taskId } of tasks) {
    await told("outcomes", () => verbs.listOutcomes(ctx, { taskId }));
    await told("outcomes with a text", () => verbs.listOutcomes(ctx, { taskId, text: "«" }));
    await told("changes", () => verbs.listChanges(ctx, { taskId }));
    await told("unprocessed", () => verbs.listUnprocessed(ctx, { taskId }));
    await told("outcomes as a file", async () =>
      textOf(await outcomesCsv(ctx, { taskId }, new AbortController().signal)),
    );
  }
  return leaks;
}

async function textOf(pieces: AsyncGenerator<Uint8Array | string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += typeof piece === "string" ? piece : new TextDecoder().decode(piece);
  return text;
}
