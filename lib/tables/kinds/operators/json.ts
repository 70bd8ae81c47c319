import type { FilterOperatorSpec } from "@/lib/tables/kinds/kind";
import { plainText } from "@/lib/tables/kinds/values/text-value";

const key = plainText(200).min(1, { error: "Enter a key." });

export const jsonKeys: FilterOperatorSpec[] = [
  {
    operator: "hasKey",
    label: "has the key",
    operand: "text",
    parser: () => key,
    condition: ({ sql, column }, name: string) => sql`jsonb_exists(${column}::jsonb, ${name}::text)`,
  },
  {
    operator: "hasNoKey",
    label: "has not the key",
    operand: "text",
    parser: () => key,
    condition: ({ sql, column }, name: string) => sql`jsonb_exists(${column}::jsonb, ${name}::text) is not true`,
  },
];
