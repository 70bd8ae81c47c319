import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import type { FilterRule } from "./filter";
import { filterText } from "./filter-text";

const text = (...rules: FilterRule[]) => filterText(things.info, { join: "and", rules });

test("a filter reads like a sentence, whatever the operand", () => {
  expect(text({ column: "count", operator: "gte", value: 10_000 })).toBe("Count ≥ 10,000");
  expect(text({ column: "count", operator: "between", value: [1, 20] })).toBe("Count between 1 and 20");
  expect(text({ column: "mood", operator: "in", value: ["calm", "busy"] })).toBe("Mood is any of calm, busy");
  expect(text({ column: "due", operator: "inPeriod", value: "last7Days" })).toBe("Due is in the last 7 days");
  expect(text({ column: "price", operator: "matchesColumn", value: "cost" })).toBe("Price is the same as Cost");
  expect(text({ column: "memo", operator: "isEmpty" })).toBe("Memo is empty");
  expect(text({ column: "done", operator: "is", value: true })).toBe("Done is yes");
});

test("groups are joined by comma or by or, nested ones in brackets", () => {
  const calm = { column: "mood", operator: "is", value: "calm" };
  const done = { column: "done", operator: "is", value: true };
  const either = { join: "or" as const, rules: [calm, done] };
  expect(filterText(things.info, either)).toBe("Mood is calm or Done is yes");
  expect(filterText(things.info, { join: "and", rules: [done, either] })).toBe(
    "Done is yes, (Mood is calm or Done is yes)",
  );
});
