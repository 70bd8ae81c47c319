import { sql } from "drizzle-orm";
import { redirect } from "next/navigation";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ActionFailure } from "@/lib/model/action-result";
import { type Actor, assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { createUser } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";

// Only the cookie is pretended; the user row, the roles and the database are real.
const session = vi.hoisted(() => ({ userId: undefined as string | undefined }));
vi.mock("./auth", () => ({
  auth: async () => (session.userId ? { user: { id: session.userId, held: { epoch: 0, sessionId: "s" } } } : null),
}));
const held = vi.hoisted(() => ({ database: undefined as unknown }));
vi.mock("@/lib/db/index", () => ({ webDatabase: () => held.database, vitalDatabase: () => held.database }));
vi.mock("@/lib/env", () => ({ env: {} }));
const logged = vi.hoisted(() => ({ error: vi.fn<(what: unknown, message: string) => void>() }));
vi.mock("@/lib/log", () => ({ log: logged }));

const { defineAction } = await import("./define-action");
const { defineRoute } = await import("./define-route");

let database: TestDatabase;
let editor: Actor;
beforeAll(async () => {
  held.database = database = await testDatabase();
  editor = await createUser(database.db, { role: "editor" });
});
beforeEach(() => {
  session.userId = editor.id;
  logged.error.mockClear();
});

const Input = z.object({ text: z.string().max(5, "At most 5 letters.") });
const echo = vi.fn<(ctx: Ctx, input: { text: string }) => Promise<unknown>>(async (ctx, { text }) => ({
  text,
  by: ctx.actor.email,
}));
const call = (verb: (ctx: Ctx, input: { text: string }) => Promise<unknown>, input: unknown = { text: "hello" }) =>
  defineAction(Input, verb)(input as { text: string });

test("an action parses, runs its verb as the person of the session and answers its value", async () => {
  expect(await call(echo)).toEqual({ ok: true, value: { text: "hello", by: editor.email } });
});

test("the anonymous, the deleted and the disabled never reach the verb, whatever they send", async () => {
  const gone = await createUser(database.db);
  const disabled = await createUser(database.db, { disabledAt: new Date() });
  await database.db.execute(sql`delete from swath.users where id = ${gone.id}`);
  for (const userId of [undefined, gone.id, disabled.id, "forged"]) {
    session.userId = userId;
    echo.mockClear();
    expect(await call(echo, { text: 1 })).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
    expect(echo).not.toHaveBeenCalled();
  }
});

test("a role taken away counts for the very next call", async () => {
  const demoted = await createUser(database.db, { role: "admin" });
  session.userId = demoted.id;
  const verb = async (ctx: Ctx) => assertRole(ctx.actor, "admin", "do this");
  expect(await call(verb)).toMatchObject({ ok: true });
  await database.db.execute(sql`update swath.users set role = 'viewer' where id = ${demoted.id}`);
  expect(await call(verb)).toMatchObject({ ok: false, code: "FORBIDDEN" });
});

test("bad input answers the sentence at its field, and the verb does not run", async () => {
  echo.mockClear();
  expect(await call(echo, { text: "much too long" })).toMatchObject({
    ok: false,
    code: "INVALID",
    fields: { text: "At most 5 letters." },
  });
  expect(await call(echo, null)).toMatchObject({ ok: false, code: "INVALID" });
  expect(echo).not.toHaveBeenCalled();
});

test("an expected failure arrives with code, sentence, fields and details", async () => {
  const verb = async () => {
    throw new AppError("COUNT_MOVED", "It is 12 now.", { fields: { a: "b" }, details: { actual: 12 } });
  };
  const failure = {
    ok: false,
    code: "COUNT_MOVED",
    message: "It is 12 now.",
    fields: { a: "b" },
    details: { actual: 12 },
  };
  expect(await call(verb)).toEqual(failure);
  expect(logged.error).not.toHaveBeenCalled();
});

test("an unforeseen error is logged in full and tells the browser nothing but a reference", async () => {
  const verb = async ({ db }: Ctx) => db.execute(sql`select secret_column from secret_table`);
  const result = await call(verb);
  expect(result).toMatchObject({ ok: false, code: "FAILED", message: "Something went wrong." });
  expect(JSON.stringify(result)).not.toMatch(/secret|select|stack/);
  const { reference } = (result as ActionFailure).details;
  expect(logged.error).toHaveBeenCalledWith(expect.objectContaining({ reference }), expect.any(String));
});

test("a redirect passes through", async () => {
  const verb = async () => redirect("/tasks");
  await expect(call(verb)).rejects.toMatchObject({ digest: expect.stringContaining("NEXT_REDIRECT") });
});

const Params = z.object({ id: z.uuid("No such task.") });
const Query = z.object({ state: z.union([z.string(), z.array(z.string())]).optional() });
const send = (route: ReturnType<typeof defineRoute>, init?: RequestInit, search = "", id: string = editor.id) =>
  route(new Request(`http://swath.test/api/x${search}`, init), { params: Promise.resolve({ id }) });

test("a route parses params and query and answers JSON that nobody caches", async () => {
  const route = defineRoute({ params: Params, query: Query }, async (ctx, input) => ({ ...input, by: ctx.actor.id }));
  const answer = await send(route, undefined, "?state=running&state=paused");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({
    params: { id: editor.id },
    query: { state: ["running", "paused"] },
    by: editor.id,
  });
});

test("a route answers 401, 400, 403, 404 and 500 before any stream opens", async () => {
  const opened = vi.fn<() => Response>(() => new Response("stream"));
  const route = defineRoute({ params: Params }, opened);
  session.userId = undefined;
  expect((await send(route)).status).toBe(401);
  session.userId = editor.id;
  expect((await send(route, undefined, "", "7")).status).toBe(400);
  const post = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
  expect((await send(route, post)).status).toBe(403);
  expect(opened).not.toHaveBeenCalled();
  expect(await (await send(route)).text()).toBe("stream");

  const missing = defineRoute({}, () => {
    throw new AppError("NOT_FOUND", "There is no such task.");
  });
  expect((await send(missing)).status).toBe(404);
  const broken = defineRoute({}, () => {
    throw new Error("password=hunter2");
  });
  const answer = await send(broken);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("hunter2");
});

test("a body that is no JSON is refused in words", async () => {
  const route = defineRoute({ body: Input }, async (_ctx, { body }) => body);
  const json = { "content-type": "application/json" };
  const post = (body: string, headers: Record<string, string>) => send(route, { method: "POST", body, headers });
  expect(await (await post('{"text":"hi"}', json)).json()).toEqual({ text: "hi" });
  expect(await (await post("{", json)).json()).toMatchObject({
    code: "INVALID",
    message: "The request body is not valid JSON.",
  });
  expect((await post("text=hi", { "content-type": "text/plain" })).status).toBe(400);
});
