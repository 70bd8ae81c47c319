import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { createUser, NewUser } from "./create-user";
import { findActor } from "./find-user";
import { auditLog } from "@/lib/db/schema/audit-log";
import { forgetAttempts, SIGN_IN_LIMITS } from "./sign-in-limits";
import { PasswordSignIn, signInWithPassword } from "./sign-in-with-password";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

let made = 0;
async function person() {
  made += 1;
  return createUser(database.db, { email: `person${made}@example.test`, role: "editor", password: "right password" });
}
const attempt = (email: string, password: string, ip = "10.0.0.1", limits?: Parameters<typeof signInWithPassword>[2]) =>
  signInWithPassword(database.db, { email, password, ip }, limits);

const three = { attempts: 3, withinSeconds: 60 };
const STRICT = { ...SIGN_IN_LIMITS, accountAndAddress: three };

test("the right password answers who it is", async () => {
  const user = await person();
  expect(await attempt(user.email, "right password")).toEqual(user);
});

test("an unknown account, a wrong password and a disabled account get the same answer", async () => {
  const [active, disabled, invited] = [await person(), await person(), await person()];
  await database.db.execute(sql`update swath.users set disabled_at = now() where id = ${disabled.id}`);
  await database.db.execute(sql`update swath.users set password_hash = null where id = ${invited.id}`);
  const answers = await Promise.all(
    [
      attempt("nobody@example.test", "right password"),
      attempt(active.email, "wrong"),
      attempt(disabled.email, "right password"),
      attempt(invited.email, "nobody's password"),
    ].map((sent) => sent.catch((error: unknown) => error)),
  );
  for (const answer of answers) {
    expect(answer).toMatchObject({ code: "UNAUTHENTICATED", message: "The e-mail address or the password is wrong." });
  }
});

test("an unknown account costs the same work as a wrong password", async () => {
  const user = await person();
  const timed = async (email: string) => {
    const began = performance.now();
    await attempt(email, "wrong", "10.0.0.2").catch(() => {});
    return performance.now() - began;
  };
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  await timed("warm.up@example.test");
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let i = 0; i < 7; i++) {
    known.push(await timed(user.email));
    unknown.push(await timed(`stranger${i}@example.test`));
  }
  // Without the hash of a stranger it would be a tenth; the machine's noise is less than half.
  expect(median(unknown)).toBeGreaterThan(0.5 * median(known));
});

test("after too many wrong passwords even the right one has to wait", async () => {
  const user = await person();
  for (let i = 0; i < 3; i++) {
    await expect(attempt(user.email, "wrong", "10.0.1.1", STRICT)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  }
  await expect(attempt(user.email, "right password", "10.0.1.1", STRICT)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    details: { retryAfterSeconds: expect.any(Number) },
  });
  expect(await attempt(user.email, "right password", "10.0.1.2", STRICT)).toEqual(user);
});

test("guesses sent at once count each", async () => {
  const user = await person();
  const sent = Array.from({ length: 12 }, () => attempt(user.email, "wrong", "10.0.2.1", STRICT));
  const codes = await Promise.all(sent.map((s) => s.catch((error: { code: string }) => error.code)));
  expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(3);
  expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(9);
});

test("successful sign-ins never run into a limit", async () => {
  const user = await person();
  for (let i = 0; i < 6; i++) expect(await attempt(user.email, "right password", "10.0.3.1", STRICT)).toEqual(user);
});

test("one account is protected from guessers with many addresses, one address from trying many accounts", async () => {
  const user = await person();
  const account = { ...SIGN_IN_LIMITS, account: three };
  for (let i = 0; i < 3; i++) await attempt(user.email, "wrong", `10.1.0.${i}`, account).catch(() => {});
  await expect(attempt(user.email, "wrong", "10.1.0.9", account)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  const address = { ...SIGN_IN_LIMITS, address: three };
  for (let i = 0; i < 3; i++) await attempt(`many${i}@example.test`, "wrong", "10.2.0.1", address).catch(() => {});
  await expect(attempt("many9@example.test", "wrong", "10.2.0.1", address)).rejects.toMatchObject({
    code: "RATE_LIMITED",
  });
});

test("nobody can lock a person out of a browser that they use, however many passwords are guessed", async () => {
  const user = await person();
  const strict = { ...SIGN_IN_LIMITS, account: three, accountAndAddress: three, device: three, address: three };
  const guess = (ip: string) => attempt(user.email, "wrong", ip, strict).catch(() => {});
  // From everywhere, their own office included.
  for (let i = 0; i < 4; i++) await Promise.all([guess(`10.4.0.${i}`), guess("10.4.1.1")]);
  await expect(attempt(user.email, "right password", "10.4.1.1", strict)).rejects.toMatchObject({
    code: "RATE_LIMITED",
  });
  const known = (password: string, device = "laptop") =>
    signInWithPassword(database.db, { email: user.email, password, ip: "10.4.1.1", device }, strict);
  expect(await known("right password")).toEqual(user);
  for (let i = 0; i < 3; i++) await known("wrong").catch(() => {});
  await expect(known("right password")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  expect(await known("right password", "phone")).toEqual(user);
});

test("a person who is let in again may try at once, from wherever", async () => {
  const user = await person();
  const account = { ...SIGN_IN_LIMITS, account: three, accountAndAddress: three };
  for (let i = 0; i < 4; i++) await attempt(user.email, "wrong", "10.5.0.1", account).catch(() => {});
  await forgetAttempts(database.db, user.email.toUpperCase());
  expect(await attempt(user.email, "right password", "10.5.0.1", account)).toEqual(user);
});

test("who signs in, and who fails to, is noted with account and address; what a limit stops is not", async () => {
  const user = await person();
  await attempt(user.email, "right password", "10.6.0.1");
  for (let i = 0; i < 5; i++) await attempt(user.email, "wrong", "10.6.0.2", STRICT).catch(() => {});
  await attempt("nobody@else.test", "wrong", "10.6.0.3").catch(() => {});
  const entries = await database.db.select().from(auditLog).orderBy(auditLog.id);
  const noted = entries.filter(({ details }) => String(details["address"]).startsWith("10.6."));
  const refused = { action: "sign_in_refused", actorId: null };
  expect(noted).toMatchObject([
    { action: "signed_in", actorId: user.id, subjectId: user.id, details: { by: "password", address: "10.6.0.1" } },
    ...Array.from({ length: 3 }, () => ({ ...refused, subjectId: user.id, details: { email: user.email } })),
    { ...refused, subjectId: "nobody@else.test", details: { address: "10.6.0.3" } },
  ]);
});

test("an address is taken once, whatever its case", async () => {
  const input = NewUser.parse({ email: " Ann@Example.Test ", role: "admin", password: "long enough" });
  expect(await createUser(database.db, input)).toMatchObject({ email: "ann@example.test", role: "admin" });
  await expect(createUser(database.db, input)).rejects.toMatchObject({ code: "DUPLICATE" });
  const signIn = PasswordSignIn.parse({ email: "ANN@example.test", password: "long enough" });
  expect(await attempt(signIn.email, signIn.password)).toMatchObject({ role: "admin" });
});

test("a short password and an unknown role are refused in words", () => {
  const parsed = NewUser.safeParse({ email: "no", role: "king", password: "short" });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([
    "Write an e-mail address such as name@example.com.",
    "The role must be one of viewer, editor, admin.",
    "The password needs at least 8 characters.",
  ]);
});

test("a new role takes effect at once; a disabled or deleted person is nobody", async () => {
  const user = await person();
  await database.db.execute(sql`update swath.users set role = 'viewer' where id = ${user.id}`);
  expect(await findActor(database.db, { userId: user.id, epoch: 0, id: "s" })).toMatchObject({ role: "viewer" });
  await database.db.execute(sql`update swath.users set disabled_at = now() where id = ${user.id}`);
  expect(await findActor(database.db, { userId: user.id, epoch: 0, id: "s" })).toBeNull();
  expect(await findActor(database.db, { userId: "not-a-uuid", epoch: 0, id: "s" })).toBeNull();
});
