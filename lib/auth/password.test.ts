import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password";

test("a password verifies against its own hash and no other", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).toMatch(/^\$argon2id\$/);
  expect(await verifyPassword(hash, "correct horse")).toBe(true);
  expect(await verifyPassword(hash, "correct house")).toBe(false);
});

test("the same password hashes differently each time", async () => {
  expect(await hashPassword("swath")).not.toBe(await hashPassword("swath"));
});

test("what is no hash refuses instead of throwing", async () => {
  expect(await verifyPassword("", "swath")).toBe(false);
  expect(await verifyPassword("swath", "swath")).toBe(false);
});
