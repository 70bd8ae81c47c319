import { expect, test } from "vitest";
import { orders, places } from "@/lib/testing/sample-tables";
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

test("of an export's keys and labels the keys are read, and the labels where they stand alone", () => {
  const { columns } = orders.info;
  expect(guessColumns(["Id", "Customer", "Customer (label)"], columns)).toEqual(["id", "customerId", null]);
  expect(guessColumns(["Id", "Customer (label)", "City (label)"], columns)).toEqual(["id", "customerId", null]);
  expect(guessColumns(["Customer (label)", "Customer (key)"], columns)).toEqual([null, "customerId"]);
});
