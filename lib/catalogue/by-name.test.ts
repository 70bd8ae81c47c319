import { expect, test } from "vitest";
import { byName } from "./by-name";

test("tables are in the order in which people look words up", () => {
  const names = ["Order items", "clients", "Ärzte", "Step 10", "Step 2", "Zoo"].map((label) => ({
    schema: "crm",
    label,
  }));
  const first = { schema: "Archive", label: "Zoo" };
  expect([...names, first].toSorted(byName).map(({ label }) => label)).toEqual([
    "Zoo",
    "Ärzte",
    "clients",
    "Order items",
    "Step 2",
    "Step 10",
    "Zoo",
  ]);
});
