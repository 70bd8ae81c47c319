import fc from "fast-check";
import { redirect } from "next/navigation";
import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { expect, test } from "vitest";
import type { ActionResult } from "@/lib/model/action-result";
import { answered } from "./answered";
import { onNewVersion } from "./new-version";
import { askEvery, mayAskAgain } from "./query-client";
import { failureOf, RequestFailure } from "./request-failure";

const codeOf = async (call: Promise<ActionResult<unknown>>, timeoutMs?: number) => {
  const result = await answered(call, timeoutMs);
  return result.ok ? "answered" : result.code;
};

test("an action's answer is handed on", async () => {
  expect(await answered(Promise.resolve({ ok: true, value: 7 }))).toEqual({ ok: true, value: 7 });
});

test.each([
  ["Chrome", "Failed to fetch"],
  ["Firefox", "NetworkError when attempting to fetch resource."],
  ["Safari", "Load failed"],
])("no connection, as %s says it, is an answer too", async (_browser, message) => {
  expect(await codeOf(Promise.reject(new TypeError(message)))).toBe("UNREACHABLE");
});

test("an action that never ends is given up", async () => {
  expect(await codeOf(new Promise(() => {}), 20)).toBe("TIMED_OUT");
});

test("an action of an older build says that a new version is here, and the page is told", async () => {
  let told = 0;
  const stop = onNewVersion(() => (told += 1));
  expect(await codeOf(Promise.reject(new UnrecognizedActionError("Server Action was not found")))).toBe("NEW_VERSION");
  stop();
  expect(told).toBe(1);
});

test("a redirect is the router's", async () => {
  const redirected = (async () => redirect("/sign-in"))();
  await expect(answered(redirected)).rejects.toMatchObject({ message: "NEXT_REDIRECT" });
});

test("code that can't be loaded offers to reload", () => {
  const error = Object.assign(new Error("Loading chunk 7 failed."), { name: "ChunkLoadError" });
  expect(failureOf(error)).toMatchObject({ code: "UNREACHABLE", details: { reload: true } });
});

test("whatever is thrown, it has a code and a sentence, and asking again stops", () => {
  fc.assert(
    fc.property(fc.anything(), fc.integer({ min: 1, max: 5 }), (thrown, failures) => {
      const { code, message } = failureOf(thrown);
      expect(code).toBe("FAILED");
      expect(message).not.toBe("");
      expect(mayAskAgain(failures, thrown)).toBe(false);
    }),
  );
});

test.each([
  ["UNREACHABLE", true],
  ["FAILED", true],
  ["TIMED_OUT", false],
  ["NEW_VERSION", false],
  ["UNAUTHENTICATED", false],
  ["FORBIDDEN", false],
  ["REFUSED", false],
] as const)("after %s a read is asked for once more: %s", (code, again) => {
  const error = new RequestFailure({ ok: false, code, message: "", fields: {}, details: {} });
  expect(mayAskAgain(0, error)).toBe(again);
});

test("a panel that asks often does so seldom while nothing answers", () => {
  expect(askEvery(1_000)({ state: { status: "success" } })).toBe(1_000);
  expect(askEvery(1_000)({ state: { status: "error" } })).toBe(30_000);
  expect(askEvery(false)({ state: { status: "error" } })).toBe(false);
});
