import { expect, test, vi } from "vitest";
import { AppError } from "./errors";

test("an error of another bundle of the same server is known as one", async () => {
  vi.resetModules();
  const other = await import("./errors");
  expect(other.AppError).not.toBe(AppError);
  const error: unknown = new other.AppError("UNKNOWN_COLUMN", "Places has no column “nope”.");
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "UNKNOWN_COLUMN", status: 400 });
  class Special extends AppError {}
  expect(error).not.toBeInstanceOf(Special);
  expect(new Special("INVALID", "x")).toBeInstanceOf(Special);
  for (const none of [new Error("x"), null, undefined, "AppError", {}]) expect(none instanceof AppError).toBe(false);
});
