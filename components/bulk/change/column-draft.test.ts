import { describe, expect, test } from "vitest";
import { orders, places } from "@/lib/testing/sample-tables";
import { type ColumnDraft, draftedChange, newDraft } from "./column-draft";
import { draftsOf } from "@/components/bulk/sheet/repeated-drafts";

const table = places.info;
const draft = (column: string, op: string, operands: Record<string, unknown>): ColumnDraft => ({
  column,
  op,
  operands,
});

describe("a drafted change", () => {
  test("holds the columns that are complete, with what was entered", () => {
    const { change, problems } = draftedChange(table, [
      draft("status", "set", { value: "reviewed" }),
      draft("population", "percent", { by: "3", step: "", direction: "nearest" }),
    ]);
    expect(change).toEqual({
      kind: "update",
      columns: {
        status: { op: "set", value: "reviewed" },
        population: { op: "percent", by: "3", direction: "nearest" },
      },
    });
    expect(problems).toEqual({});
  });

  test("waits for what is missing and names what is wrong, operand by operand", () => {
    const { change, problems } = draftedChange(table, [
      draft("status", "set", {}),
      draft("population", "add", { by: "" }),
      draft("region", "replaceText", { find: "", replace: "x" }),
      draft("latitude", "set", { value: "1.123456" }),
    ]);
    expect(change).toBeNull();
    expect(problems).toEqual({
      status: { operand: "value", message: "Enter a value.", missing: true },
      population: { operand: "by", message: "Enter a number.", missing: true },
      region: { operand: "find", message: "Enter the text to find.", missing: true },
      latitude: { operand: "value", message: "Must have at most 5 digits after the point.", missing: false },
    });
  });

  test("starts each operation with operands that make sense", () => {
    const column = (id: string) => orders.info.columns.find((c) => c.id === id)!;
    expect(newDraft(column("shipDate"), "shift")).toEqual({
      column: "shipDate",
      op: "shift",
      operands: { amount: 1, unit: "days" },
    });
    expect(newDraft(column("city"))).toEqual({ column: "city", op: "set", operands: {} });
    expect(draftedChange(orders.info, [newDraft(column("shipDate"), "shift")]).problems).toEqual({});
  });
});

test("a change that was asked for before is drafted again, but for columns that can't be edited any more", () => {
  const columns = { status: { op: "set", value: "closed" }, geonameId: { op: "set", value: 1 }, gone: { op: "clear" } };
  expect(draftsOf(table, { kind: "update", columns })).toEqual([draft("status", "set", { value: "closed" })]);
  expect(draftsOf(table, { kind: "delete" })).toEqual([]);
});
