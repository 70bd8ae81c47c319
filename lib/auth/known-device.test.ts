import { expect, test } from "vitest";
import { deviceOf, deviceToken } from "./known-device";

const SECRET = "a secret of sixteen signs";

test("a token is good for the person and the secret that it was made for, whatever the case of the address", () => {
  const token = deviceToken(SECRET, "Ann@example.test");
  const id = deviceOf(SECRET, "ann@example.test", token);
  expect(id).toMatch(/^[\w-]{16}$/);
  expect(deviceOf(SECRET, "bob@example.test", token)).toBeUndefined();
  expect(deviceOf("another secret of signs", "ann@example.test", token)).toBeUndefined();
});

test("nothing else is a token", () => {
  const [id, mac] = deviceToken(SECRET, "ann@example.test").split(".") as [string, string];
  for (const token of [undefined, "", ".", id, `${id}.`, `${id}.${mac}x`, `x${id}.${mac}`, `${id}.${mac.slice(1)}`]) {
    expect(deviceOf(SECRET, "ann@example.test", token)).toBeUndefined();
  }
});
