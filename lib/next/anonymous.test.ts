import fs from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
// No cookie, no database: whatever reaches further than "who are you?" fails loudly.
vi.mock("./auth", () => ({ auth: async () => null, handlers: {}, signIn: () => {}, signOut: () => {} }));
const unreachable = vi.hoisted(() => () => ({
  get db(): never {
    throw new Error("An anonymous request reached the database.");
  },
}));
vi.mock("@/lib/db/index", () => ({ webDatabase: unreachable, vitalDatabase: unreachable }));

/** Open on purpose. */
const OPEN = [
  "app/api/auth/[...nextauth]/route.ts",
  "app/api/health/route.ts",
  "app/api/live/route.ts",
  "app/api/ready/route.ts",
  "app/api/metrics/route.ts",
  "app/sign-in/actions.ts",
  "app/welcome/actions.ts",
];

const root = path.resolve(import.meta.dirname, "../..");
const files = fs
  .readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
  .map((file) => path.posix.join("app", file.split(path.sep).join("/")))
  .filter((file) => /\.tsx?$/.test(file) && !OPEN.includes(file));
const routes = files.filter((file) => file.endsWith("/route.ts"));
const actions = files.filter((file) => /^["']use server["']/.test(fs.readFileSync(path.join(root, file), "utf8")));

const load = (file: string) =>
  import(/* @vite-ignore */ path.join(root, file)) as Promise<Record<string, (...args: unknown[]) => Promise<unknown>>>;

test("there is something to refuse", () => {
  expect(files.length).toBeGreaterThan(0);
});

test.each(routes)("%s answers 401 to the anonymous", async (file) => {
  const handlers = Object.entries(await load(file)).filter(([name]) => /^(GET|POST|PUT|PATCH|DELETE)$/.test(name));
  expect(handlers.length).toBeGreaterThan(0);
  for (const [method, handler] of handlers) {
    const init = method === "GET" ? {} : { method, body: "{}", headers: { "content-type": "application/json" } };
    const answer = (await handler(new Request("http://swath.test/api", init), {
      params: Promise.resolve({}),
    })) as Response;
    expect(answer.status, method).toBe(401);
    expect(await answer.json()).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
  }
});

test.each(actions)("%s refuses the anonymous in each of its actions", async (file) => {
  const exported = Object.entries(await load(file)).filter(([, value]) => typeof value === "function");
  expect(exported.length).toBeGreaterThan(0);
  for (const [name, action] of exported) {
    expect(await action({}), name).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
  }
});
