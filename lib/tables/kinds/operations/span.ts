import { z } from "zod";
import type { OperationSpec } from "@/lib/tables/kinds/kind";
import { decimalDigits } from "@/lib/tables/kinds/values/number-value";
import { intervalValue } from "@/lib/tables/kinds/values/span-value";
import { required } from "@/lib/tables/kinds/values/value";

export const addInterval: OperationSpec = {
  op: "add",
  label: "add",
  fields: [{ name: "by", label: "Span of time", input: "value" }],
  parser: (info) => z.object({ by: required(intervalValue.parser(info)) }),
  expression: ({ sql, column }, { by }: { by: string }) => sql`(${column} + ${by}::interval)`,
  describe: ({ by }: { by: string }) => `add ${by}`,
};

export const scaleInterval: OperationSpec = {
  op: "multiply",
  label: "multiply by",
  fields: [{ name: "by", label: "Factor", input: "number" }],
  parser: () => z.object({ by: required(decimalDigits) }),
  expression: ({ sql, column }, { by }: { by: string }) => sql`(${column} * ${by}::double precision)`,
  describe: ({ by }: { by: string }) => `multiply by ${by}`,
};
