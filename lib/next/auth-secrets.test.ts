import { decode, encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { VARIABLES } from "@/lib/env-variables";
import { firstAdminToken, isFirstAdminToken } from "@/lib/auth/first-admin";
import { deviceOf, deviceToken } from "@/lib/auth/known-device";
import { secretsOf } from "@/lib/auth/secrets";

const OLD = "the-secret-of-yesterday";
const NEW = "the-secret-of-tomorrow";
const BOTH = `${NEW}, ${OLD}`;

test("with the new secret in front of the old one, what the old one signed is still believed", async () => {
  const salt = "authjs.session-token";
  const session = await encode({ secret: secretsOf(OLD), salt, token: { sub: "ann" } });
  expect(await decode({ secret: secretsOf(BOTH), salt, token: session })).toMatchObject({ sub: "ann" });
  expect(isFirstAdminToken(BOTH, firstAdminToken(OLD))).toBe(true);
  expect(deviceOf(BOTH, "ann@example.test", deviceToken(OLD, "ann@example.test", "id"))).toBe("id");
});

test("the new one signs, and without the old one nothing of it is believed", async () => {
  const salt = "authjs.session-token";
  const session = await encode({ secret: secretsOf(BOTH), salt, token: { sub: "ann" } });
  expect(await decode({ secret: secretsOf(NEW), salt, token: session })).toMatchObject({ sub: "ann" });
  await expect(decode({ secret: secretsOf(OLD), salt, token: session })).rejects.toThrow(
    "no matching decryption secret",
  );
  expect(isFirstAdminToken(NEW, firstAdminToken(BOTH))).toBe(true);
  expect(isFirstAdminToken(NEW, firstAdminToken(OLD))).toBe(false);
  expect(deviceOf(NEW, "ann@example.test", deviceToken(OLD, "ann@example.test"))).toBeUndefined();
});

test("each of them has to be long enough", () => {
  const { success, error } = VARIABLES.AUTH_SECRET.safeParse(`${NEW},short`);
  expect([success, error?.issues[0]?.message]).toEqual([false, "Each secret has at least 16 characters."]);
  for (const right of [NEW, BOTH, undefined]) expect(VARIABLES.AUTH_SECRET.safeParse(right).success).toBe(true);
});
