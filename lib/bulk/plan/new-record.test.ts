import fc from "fast-check";
import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { recordMaker } from "./new-record";
import { completed, readValues } from "./read-values";

const ids = things.columns.map(({ id }) => id);
const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constantFrom("12", "1.50", "calm", "true"));

test("a new record has what its values say, completed, under the key that is given or reserved", () => {
  const recordOf = recordMaker(things);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ids), value, { maxKeys: 6 }), (values) => {
      const reserved = new Map([["id", ["7", "8"]]]);
      const own = values["id"] ?? "8";
      const given = readValues(things, completed(things, { ...values, id: own }));
      const id = things.key.idOf([given.values?.["id"]]) ?? null;
      expect(recordOf(values, reserved, 1)).toEqual({ id, version: null, given });
    }),
    { numRuns: 1_000 },
  );
});
