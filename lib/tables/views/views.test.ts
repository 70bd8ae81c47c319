import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { Db } from "@/lib/db/client";
import { EMPTY_VIEW } from "@/lib/tables/model/empty-view";
import type { ViewState } from "@/lib/tables/model/view-state";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { deleteView, renameView, setDefaultView } from "./change-view";
import { keepView } from "./keep-view";
import { listViews } from "./list-views";
import { saveView } from "./save-view";

let db: Db;
let [editor, other, viewer, admin]: Actor[] = [];
const as = (actor: Actor | undefined): Ctx => ({ db, actor: actor! });
const state: ViewState = {
  filter: { join: "and", rules: [{ column: "country", operator: "is", value: "NL" }] },
  search: "a",
  sort: [{ column: "name", direction: "desc" }],
  columns: { hidden: ["region"], widths: { name: 300 }, formats: { population: "compact" } },
};

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  other = await createUser(db);
  viewer = await createUser(db, { role: "viewer" });
  admin = await createUser(db, { role: "admin" });
});

const save = (actor: Actor | undefined, name: string, shared = false) =>
  saveView(as(actor), { kind: "new", table: "places", name, shared, state });
const names = async (actor: Actor | undefined) =>
  (await listViews(as(actor), { table: "places" })).map(({ name }) => name);

test("a private view is seen by its owner only, a shared one by everybody, each with its whole state", async () => {
  await save(editor, "Mine");
  const { id } = await save(editor, "Ours", true);
  expect(await names(editor)).toEqual(["Mine", "Ours"]);
  expect(await names(other)).toEqual(["Ours"]);
  const [seen] = await listViews(as(viewer), { table: "places" });
  expect(seen).toMatchObject({ id, shared: true, mine: false, mayChange: false, owner: editor!.name, state });
});

test("a viewer keeps views of their own, and is refused to share one", async () => {
  await save(viewer, "Just for me");
  await expect(save(viewer, "For all", true)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const view = (await listViews(as(viewer), { table: "places" })).find(({ name }) => name === "Just for me")!;
  await expect(renameView(as(viewer), { id: view.id, name: "For all", shared: true })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await names(other)).toEqual(["Ours"]);
});

test("a shared view is changed by its owner or an admin, by nobody else", async () => {
  const { id } = await save(editor, "Team", true);
  for (const actor of [other, viewer]) {
    await expect(renameView(as(actor), { id: id!, name: "x", shared: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(saveView(as(actor), { kind: "overwrite", id: id!, state: EMPTY_VIEW })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(setDefaultView(as(actor), { id: id!, isDefault: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(deleteView(as(actor), { id: id! })).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await renameView(as(admin), { id: id!, name: "Team 2", shared: true });
  const { views } = await saveView(as(editor), { kind: "overwrite", id: id!, state: EMPTY_VIEW });
  expect(views.find((view) => view.id === id)).toMatchObject({ name: "Team 2", state: EMPTY_VIEW });
  await deleteView(as(admin), { id: id! });
  expect(await names(editor)).not.toContain("Team 2");
});

test("another person's private view does not exist, for admins neither", async () => {
  const { id } = await save(editor, "Secret");
  for (const actor of [other, admin]) {
    await expect(deleteView(as(actor), { id: id! })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(renameView(as(actor), { id: id!, name: "x", shared: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
});

test("there is one default for everybody and one of one's own; the next one takes its place", async () => {
  const [first, second, own] = [
    await save(editor, "Default 1", true),
    await save(editor, "Default 2", true),
    await save(editor, "My default"),
  ];
  await setDefaultView(as(editor), { id: first.id!, isDefault: true });
  await setDefaultView(as(editor), { id: own.id!, isDefault: true });
  const { views } = await setDefaultView(as(editor), { id: second.id!, isDefault: true });
  const defaults = (list: typeof views) => list.filter((view) => view.isDefault).map(({ name }) => name);
  expect(defaults(views)).toEqual(["Default 2", "My default"]);
  expect(defaults(await listViews(as(other), { table: "places" }))).toEqual(["Default 2"]);
  const unset = await setDefaultView(as(editor), { id: second.id!, isDefault: false });
  expect(defaults(unset.views)).toEqual(["My default"]);
});

test("names are unique among one's own and among the shared ones, whatever their case", async () => {
  await save(editor, "Twice");
  await expect(save(editor, "twice")).rejects.toMatchObject({
    code: "DUPLICATE",
    fields: { name: expect.any(String) },
  });
  await save(other, "Twice");
  await save(other, "Twice", true);
  await expect(save(editor, "TWICE", true)).rejects.toMatchObject({ code: "DUPLICATE" });
});

test("a state that is too long for an address is kept without a name: one view of one state, seen by whoever has its id", async () => {
  const names500 = Array.from({ length: 500 }, (_, i) => `A rather long name, number ${i}`);
  const long = {
    ...state,
    filter: { join: "and" as const, rules: [{ column: "name", operator: "in", value: names500 }] },
  };
  const kept = await keepView(as(viewer), { table: "places", state: long });
  expect(kept).toMatchObject({ listed: false, state: long, shared: false, isDefault: false });
  expect((await keepView(as(editor), { table: "places", state: long })).id).toBe(kept.id);
  expect((await keepView(as(viewer), { table: "places", state })).id).not.toBe(kept.id);
  expect(await names(viewer)).not.toContain("");
  const seen = await listViews(as(other), { table: "places", kept: kept.id });
  expect(seen.find(({ id }) => id === kept.id)).toMatchObject({ state: long });
  expect((await listViews(as(other), { table: "orders", kept: kept.id })).map(({ id }) => id)).not.toContain(kept.id);
  await expect(deleteView(as(viewer), { id: kept.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
