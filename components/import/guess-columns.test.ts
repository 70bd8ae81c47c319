import { expect, test } from "vitest";
import { places } from "@/lib/testing/sample-tables";
import { guessColumns } from "./guess-columns";

test("headings find their column by label or name, whatever their case, marks and order", () => {
  const { columns } = places.info;
  expect(guessColumns(["NAME", "surveyed_on", "Id", "Zip", "", "Surveyed on"], columns)).toEqual([
    "name",
    "surveyedOn",
    "geonameId",
    null,
    null,
    null,
  ]);
});
