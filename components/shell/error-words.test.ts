import { expect, test } from "vitest";
import { AppError } from "@/lib/model/errors";
import { digestOf, wordsOf } from "./error-words";

test("an expected error keeps its code and sentence through its digest alone", () => {
  const { digest } = new AppError("NOT_FOUND", "There is no such task.\nLook again.");
  expect(wordsOf({ digest, message: "hidden in production" })).toEqual({
    code: "NOT_FOUND",
    message: "There is no such task.\nLook again.",
  });
});

test("any other error has only a number to quote", () => {
  expect(wordsOf({ digest: "3141592653" })).toBeUndefined();
  expect(digestOf({ digest: "3141592653" })).toBe("3141592653");
  expect(wordsOf(new Error("boom"))).toBeUndefined();
  expect(digestOf("boom")).toBeUndefined();
});
