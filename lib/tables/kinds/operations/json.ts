import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { jsonValue } from "@/lib/tables/kinds/values/json-value";
import type { OperationSpec } from "@/lib/tables/kinds/kind";
import { plainText } from "@/lib/tables/kinds/values/text-value";
import { valueText } from "@/lib/tables/kinds/values/value";

const MAX_DEPTH = 10;
const path = z
  .array(plainText(200).min(1, { error: "A key must not be empty." }), {
    error: "Enter the keys on the way to the value.",
  })
  .min(1, { error: "Enter at least one key." })
  .max(MAX_DEPTH, { error: `Must be at most ${MAX_DEPTH} keys deep.` });

type SetPath = { path: string[]; value: string };

/** Sets one value deep inside, making the objects on the way there; a number or text in the way refuses the record. */
export const setPath: OperationSpec = {
  op: "setPath",
  label: "set key",
  fields: [
    { name: "path", label: "Keys on the way", input: "items" },
    { name: "value", label: "Value", input: "json" },
  ],
  parser: (info) => z.object({ path, value: jsonValue.parser(info) }),
  expression: ({ sql, column }, { path: keys, value }: SetPath) => {
    const textArray = (items: string[]) =>
      sql`array(select jsonb_array_elements_text(${JSON.stringify(items)}::text::jsonb))`;
    // From the inside out: jsonb_set makes no parents, so each level is set into the (possibly new) one above it.
    return keys.reduceRight<SQL>(
      (inner, key, depth) => {
        const above = depth === 0 ? sql`${column}::jsonb` : sql`${column}::jsonb #> ${textArray(keys.slice(0, depth))}`;
        return sql`jsonb_set(coalesce(nullif(${above}, 'null'), '{}'), ${textArray([key])}, ${inner})`;
      },
      sql`${value}::text::jsonb`,
    );
  },
  describe: ({ path: keys, value }: SetPath) => `set ${keys.join(".")} to ${valueText(value)}`,
};
