import { beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { createFirstAdmin, FirstAdminInput, firstAdminToken, hasNobody, isFirstAdminToken } from "./first-admin";

const SECRET = "a-secret-of-this-test";
let db: Db;
beforeEach(async () => void ({ db } = await testDatabase()));

const person = (token: string) =>
  FirstAdminInput.parse({ token, email: "Ada@example.test", name: "Ada", password: "correct horse battery" });

test("the link makes an admin of the first person, once", async () => {
  expect(await hasNobody(db)).toBe(true);
  const token = firstAdminToken(SECRET);
  expect(await createFirstAdmin(db, SECRET, person(token))).toMatchObject({ email: "ada@example.test", role: "admin" });
  await expect(createFirstAdmin(db, SECRET, person(token))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("two who follow it at once are one admin", async () => {
  const token = firstAdminToken(SECRET);
  const other = { ...person(token), email: "bob@example.test" };
  const both = await Promise.allSettled([
    createFirstAdmin(db, SECRET, person(token)),
    createFirstAdmin(db, SECRET, other),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a link that is old, forged or of another installation is refused, and any once somebody is there", async () => {
  const day = 24 * 3_600_000;
  const [until] = firstAdminToken(SECRET).split(".");
  for (const token of [
    firstAdminToken("another-secret-of-16"),
    firstAdminToken(SECRET, Date.now() - day - 1),
    `${until}9.x`,
    "",
    ".",
  ]) {
    expect([token, isFirstAdminToken(SECRET, token)]).toEqual([token, false]);
    await expect(createFirstAdmin(db, SECRET, person(token))).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(createFirstAdmin(db, undefined, person(firstAdminToken(SECRET)))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await createUser(db, { role: "viewer" });
  await expect(createFirstAdmin(db, SECRET, person(firstAdminToken(SECRET)))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
