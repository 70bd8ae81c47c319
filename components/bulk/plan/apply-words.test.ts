import { describe, expect, test } from "vitest";
import type { PlanPreview } from "@/lib/bulk/model/preview";
import { type ApplyReadiness, applyLabel, typedNumber, whyNotYet } from "./apply-words";

const counts = { total: 40, willChange: 38, unchanged: 2, conflict: 0, forbidden: 0, gone: 0, refused: 0 };
const preview = (over: Partial<PlanPreview> = {}): PlanPreview => ({
  taskId: "t",
  counts,
  refusals: [],
  rows: [],
  nextCursor: null,
  cascades: [],
  mayKeep: false,
  besides: [],
  confirmNumber: null,
  runs: "background",
  runsWhy: null,
  mostDryRun: 20_000,
  ...over,
});
const why = (over: Partial<ApplyReadiness> = {}) =>
  whyNotYet({
    preview: preview(),
    loading: false,
    failed: null,
    errorPolicy: "skip_failed",
    verb: "Update",
    typed: "",
    ...over,
  });

test("the button says what it does, with the number", () => {
  expect(applyLabel("Update", "direct", 12, true)).toBe("Update 12 records now");
  expect(applyLabel("Update", "background", 17_431, true)).toBe("Update 17,431 records in the background");
  expect(applyLabel("Delete", "direct", 1, true)).toBe("Delete 1 record now");
  expect(applyLabel("Update", "background", 1_000_000, false)).toBe("Update up to 1,000,000 records in the background");
});

describe("why nothing can be applied yet", () => {
  test("nothing speaks against a counted change", () => expect(why()).toBeNull());
  test("it is still counted", () => {
    expect(why({ preview: undefined, loading: true })).toBe("Counting what will change…");
    expect(why({ loading: true })).toBe("Counting again…");
  });
  test("a preview that took too long does not stop the change", () =>
    expect(why({ preview: undefined, failed: "TOO_MANY" })).toBeNull());
  test("one record that the preview stumbles over can be skipped", () => {
    expect(why({ preview: undefined, failed: "REFUSED" })).toBeNull();
    expect(why({ preview: undefined, failed: "REFUSED", errorPolicy: "all_or_nothing" })).toMatch(
      /^A record would be refused/,
    );
    expect(why({ preview: undefined, failed: "FAILED" })).toBe("There is no preview.");
  });
  test("nothing would change", () => {
    const same = preview({ counts: { ...counts, willChange: 0, unchanged: 40 } });
    expect(why({ preview: same })).toBe("Nothing would change: all 40 records are already like this.");
  });
  test("all or nothing would end in nothing", () => {
    const refused = preview({ counts: { ...counts, willChange: 37, refused: 1 } });
    expect(why({ preview: refused, errorPolicy: "all_or_nothing" })).toBe(
      "1 record would be refused, so nothing would change at all. Skip it, or adjust the change.",
    );
    expect(why({ preview: refused })).toBeNull();
  });
  test("the number is not typed yet", () => {
    const asks = preview({ confirmNumber: 17_431 });
    expect(why({ preview: asks, verb: "Delete", typed: "1743" })).toBe("Type 17,431 to confirm.");
    expect(why({ preview: asks, verb: "Delete", typed: "17,431" })).toBeNull();
  });
  test("there is no way to run it", () => {
    expect(why({ preview: preview({ runs: "impossible", runsWhy: "No worker is running." }) })).toBe(
      "No worker is running.",
    );
  });
});

test.each([
  ["17,431", 17_431],
  [" 17 431 ", 17_431],
  ["", undefined],
  ["12x", undefined],
])("%j typed is %j", (text, number) => expect(typedNumber(text)).toBe(number));
