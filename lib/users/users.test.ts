import { beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { listAudit, listUsers } from "@/lib/testing/verbs";
import { findActor, sessionEpochOf } from "@/lib/auth/find-user";
import { SIGN_IN_LIMITS } from "@/lib/auth/sign-in-limits";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { loadRunnableTask } from "@/lib/bulk/change/runnable-task";
import type { Db } from "@/lib/db/client";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertEdits } from "@/lib/testing/insert-edit";
import { insertTask } from "@/lib/testing/insert-task";
import { addPerson, AddPersonInput } from "./add-person";
import { changeOwnPassword, hasPassword } from "./change-own-password";
import { changeRole, disableUser, enableUser, setPassword } from "./change-user";

let db: Db;
let admin: Actor;
let editor: Actor;
beforeEach(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin", name: "Ada" });
  editor = await createUser(db, { name: "Eve" });
});

/** One that begins now. */
const sessionOf = async (userId: string) => ({ userId, epoch: await sessionEpochOf(db, userId), id: "s" });

/** Besides their sign-ins. */
const noted = async (userId: string) => {
  const { entries } = await listAudit({ db, actor: admin }, { subject: "user", subjectId: userId });
  const changes = entries.filter(({ action }) => action !== "signed_in" && action !== "sign_in_refused");
  return changes.map(({ action, actor }) => `${action} by ${actor?.name ?? "system"}`);
};

test("a new role holds at once and is noted once", async () => {
  const ctx = { db, actor: admin };
  await changeRole(ctx, { userId: editor.id, role: "viewer" });
  await changeRole(ctx, { userId: editor.id, role: "viewer" });
  expect(await findActor(db, await sessionOf(editor.id))).toMatchObject({ role: "viewer" });
  expect(await noted(editor.id)).toEqual(["role_changed by Ada"]);
});

test("a disabled person is locked out, their tasks can't go on, and enabling lets them in again", async () => {
  const ctx = { db, actor: admin };
  const task = await insertTask(db, editor);
  await disableUser(ctx, { userId: editor.id });
  expect(await findActor(db, await sessionOf(editor.id))).toBeNull();
  await expect(loadRunnableTask(db, task.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await enableUser(ctx, { userId: editor.id });
  expect(await findActor(db, await sessionOf(editor.id))).toMatchObject({ role: "editor" });
  expect(await noted(editor.id)).toEqual(["enabled by Ada", "disabled by Ada"]);
});

test("the last admin stays one, and nobody disables themselves", async () => {
  const ctx = { db, actor: admin };
  await expect(changeRole(ctx, { userId: admin.id, role: "editor" })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "Ada is the last admin: make somebody else an admin first.",
  });
  await createUser(db, { role: "admin", disabledAt: new Date() });
  await expect(changeRole(ctx, { userId: admin.id, role: "editor" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(disableUser(ctx, { userId: admin.id })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await findActor(db, await sessionOf(admin.id))).toMatchObject({ role: "admin" });
  expect(await noted(admin.id)).toEqual([]);
});

test("of two admins who demote each other at the same moment, one remains", async () => {
  const other = await createUser(db, { role: "admin" });
  const results = await Promise.allSettled([
    changeRole({ db, actor: admin }, { userId: other.id, role: "viewer" }),
    changeRole({ db, actor: other }, { userId: admin.id, role: "viewer" }),
  ]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("lists people by address with what they did in 30 days, searched and page by page", async () => {
  await insertTask(db, editor, { changed: 70, state: "succeeded" });
  await insertTask(db, editor, { changed: 5 });
  await insertTask(db, editor, { changed: 900, state: "planned" });
  // Made long ago: its id says so.
  await insertTask(db, editor, { id: "01800000-0000-7000-8000-000000000000", changed: 900, state: "succeeded" });
  await insertEdits(db, editor.id, [1]);
  const ctx = { db, actor: admin };
  const found = await listUsers(ctx, { text: "EVE" });
  expect(found.users).toMatchObject([{ id: editor.id, tasks: 2, records: 76, running: 1, disabledAt: null }]);
  const first = await listUsers(ctx, { limit: 1 });
  const second = await listUsers(ctx, { limit: 1, after: first.next ?? undefined });
  expect([first.users[0]?.id, second.users[0]?.id]).toEqual([admin.id, editor.id]);
  expect(second.next).toBeNull();
});

test("a person who is added signs in with the password that was made up for them; who added them is noted", async () => {
  const given = AddPersonInput.parse({ email: " Zoe@Example.Test ", name: "Zoe", role: "editor" });
  const { email, password } = await addPerson({ db, actor: admin }, given);
  expect(email).toBe("zoe@example.test");
  expect(password).toMatch(/^([a-km-np-z2-9]{4}-?){4}$/);
  const zoe = await signInWithPassword(db, { email, password, ip: "10.0.0.1" });
  expect(zoe).toMatchObject({ name: "Zoe", role: "editor" });
  expect(await noted(zoe.id)).toEqual(["created by Ada"]);
  const other = await addPerson({ db, actor: admin }, { ...given, email: "zac@example.test" });
  expect(other.password).not.toBe(password);
});

test("an address is given to one person only, whatever its case, and the refusal stands at its field", async () => {
  const given = AddPersonInput.parse({ email: editor.email.toUpperCase(), name: "Eve again", role: "admin" });
  await expect(addPerson({ db, actor: admin }, given)).rejects.toMatchObject({
    code: "DUPLICATE",
    fields: { email: `There is already a user ${editor.email}.` },
  });
  expect(await findActor(db, await sessionOf(editor.id))).toMatchObject({ name: "Eve", role: "editor" });
  const wrong = AddPersonInput.safeParse({ email: "zoe", name: " ", role: "king" });
  expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual(["email", "role", "name"]);
});

test("an admin gives somebody a new password: the old one is void, and no admin does so to themselves", async () => {
  const ctx = { db, actor: admin };
  const ip = "10.0.0.2";
  const zoe = await addPerson(ctx, { email: "zoe@example.test", name: "Zoe", role: "viewer" });
  const { id: userId } = await signInWithPassword(db, { ...zoe, ip });
  const again = await setPassword(ctx, { userId });
  expect(again.email).toBe(zoe.email);
  await expect(signInWithPassword(db, { ...zoe, ip })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await signInWithPassword(db, { ...again, ip })).toMatchObject({ id: userId });
  // Whoever signed in before is signed out, whoever does now is not.
  expect([
    await findActor(db, { userId, epoch: 0, id: "s" }),
    await findActor(db, { userId, epoch: 1, id: "s" }),
  ]).toMatchObject([null, { id: userId }]);
  expect(await sessionEpochOf(db, userId)).toBe(1);
  expect(await noted(userId)).toEqual(["password_set by Ada", "created by Ada"]);
  await expect(setPassword(ctx, { userId: admin.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a person changes their own password by saying the one in force", async () => {
  const ip = "10.0.0.3";
  const { email, password } = await addPerson(
    { db, actor: admin },
    { email: "zoe@example.test", name: "Zoe", role: "viewer" },
  );
  const actor = await signInWithPassword(db, { email, password, ip });
  const ctx = { db, actor };
  const wrong = changeOwnPassword(ctx, { current: "a guess", password: "my own password" });
  await expect(wrong).rejects.toMatchObject({ code: "INVALID", fields: { current: "This is not your password." } });
  const same = changeOwnPassword(ctx, { current: password, password });
  await expect(same).rejects.toMatchObject({ code: "INVALID", fields: { password: expect.any(String) } });
  await changeOwnPassword(ctx, { current: password, password: "my own password" });
  expect(await signInWithPassword(db, { email, password: "my own password", ip })).toEqual(actor);
  await expect(signInWithPassword(db, { email, password, ip })).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await sessionEpochOf(db, actor.id)).toBe(1);
  expect(await noted(actor.id)).toEqual(["password_changed by Zoe", "created by Ada"]);
});

test("guesses at one's password are counted; who has none is told so", async () => {
  const { email, password } = await addPerson(
    { db, actor: admin },
    { email: "zoe@example.test", name: "Zoe", role: "viewer" },
  );
  const actor = await signInWithPassword(db, { email, password, ip: "10.0.0.4" });
  const { attempts } = SIGN_IN_LIMITS.accountAndAddress;
  const guess = () => changeOwnPassword({ db, actor }, { current: "a guess", password: "somebody else's" });
  for (let i = 0; i < attempts; i++) await expect(guess()).rejects.toMatchObject({ code: "INVALID" });
  await expect(guess()).rejects.toMatchObject({ code: "RATE_LIMITED" });
  const none = { db, actor: editor };
  expect([await hasPassword({ db, actor }), await hasPassword(none)]).toEqual([true, false]);
  await expect(changeOwnPassword(none, { current: "", password: "my own password" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("editors and viewers are refused", async () => {
  const viewer = await createUser(db, { role: "viewer" });
  for (const actor of [editor, viewer]) {
    const ctx = { db, actor };
    const refused = { code: "FORBIDDEN" };
    await expect(listUsers(ctx, {})).rejects.toMatchObject(refused);
    await expect(changeRole(ctx, { userId: actor.id, role: "admin" })).rejects.toMatchObject(refused);
    await expect(disableUser(ctx, { userId: admin.id })).rejects.toMatchObject(refused);
    await expect(enableUser(ctx, { userId: admin.id })).rejects.toMatchObject(refused);
    await expect(setPassword(ctx, { userId: admin.id })).rejects.toMatchObject(refused);
    await expect(addPerson(ctx, { email: "me@example.test", name: "Me", role: "admin" })).rejects.toMatchObject(
      refused,
    );
  }
});
