import fc from "fast-check";
import { expect, test } from "vitest";
import { kindOf } from "@/lib/tables/kinds/index";
import { things } from "@/lib/testing/every-kind";
import { valueProblem } from "./value-problem";

const given = fc.oneof(
  fc.anything(),
  fc.constantFrom("", "12", "1e400", "-0.5", "2024-02-29", "2024-02-29T10:00Z", "calm", "infinity", "\u0000", "\ud800"),
  fc.uuid(),
  fc.integer().map(String),
  fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 }),
);

test("what the page says of a value is what the server would say of it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...things.columns), given, (column, value) => {
      const parsed = kindOf(column.kind).parser(column).safeParse(value);
      expect(valueProblem(column, value)).toBe(parsed.success ? null : parsed.error.issues[0]?.message);
    }),
    { numRuns: 500 },
  );
});
