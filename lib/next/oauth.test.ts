import type { Profile } from "next-auth";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createUser } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";

vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
const { mayEnterWith } = await import("./oauth");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await createUser(database.db, { email: "ann@example.test" });
  await createUser(database.db, { email: "gone@example.test", disabledAt: new Date() });
});
afterEach(() => vi.unstubAllGlobals());

const REFUSED = "/sign-in?error=NoAccount";
const enter = (provider: string, profile: Profile) =>
  mayEnterWith(database.db, { provider, type: "oauth", access_token: "t", providerAccountId: "1" }, profile);
const githubSays = (emails: unknown, ok = true) =>
  vi.stubGlobal("fetch", async () => Response.json(emails, { status: ok ? 200 : 403 }));

test("Google: an invited person with a verified address enters", async () => {
  expect(await enter("google", { email: "Ann@Example.test", email_verified: true })).toBe(true);
});

test("Google: an unverified, unknown or disabled address does not", async () => {
  expect(await enter("google", { email: "ann@example.test", email_verified: false })).toBe(REFUSED);
  expect(await enter("google", { email: "stranger@example.test", email_verified: true })).toBe(REFUSED);
  expect(await enter("google", { email: "gone@example.test", email_verified: true })).toBe(REFUSED);
});

test("GitHub: the address must be one that GitHub calls verified", async () => {
  githubSays([{ email: "ann@example.test", verified: true, primary: true }]);
  expect(await enter("github", { email: "ann@example.test" })).toBe(true);
  expect(await enter("github", { email: null })).toBe(true);
  githubSays([{ email: "ann@example.test", verified: false, primary: true }]);
  expect(await enter("github", { email: "ann@example.test" })).toBe(REFUSED);
  expect(await enter("github", { email: null })).toBe(REFUSED);
  githubSays([{ email: "other@example.test", verified: true, primary: true }]);
  expect(await enter("github", { email: "ann@example.test" })).toBe(REFUSED);
  githubSays({ message: "no" }, false);
  expect(await enter("github", { email: "ann@example.test" })).toBe(REFUSED);
});

test("a provider that nobody configured is refused", async () => {
  expect(await enter("elsewhere", { email: "ann@example.test", email_verified: true })).toBe(REFUSED);
});
