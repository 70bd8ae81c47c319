import { z } from "zod";
import type { FilterOperatorSpec } from "@/lib/tables/kinds/kind";
import { containing, escapeLike } from "@/lib/tables/list/like";
import { plainText } from "@/lib/tables/kinds/values/text-value";

const fragment = plainText(1_000).min(1, { error: "Enter a text." });

/** Upper and lower case are the same to all of these. */
export const textSearch: FilterOperatorSpec[] = [
  like("contains", "contains", (text) => `%${text}%`),
  {
    operator: "notContains",
    label: "does not contain",
    operand: "text",
    parser: () => fragment,
    condition: ({ sql, column }, text: string) => sql`(${column}::text ilike ${containing(text)}::text) is not true`,
  },
  like("startsWith", "starts with", (text) => `${text}%`),
  like("endsWith", "ends with", (text) => `%${text}`),
];

/** An empty text looks as empty as no text at all. */
export const textEmptiness: FilterOperatorSpec[] = [
  {
    operator: "isEmpty",
    label: "is empty",
    operand: "none",
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(${column} is null or ${column} = '')`,
  },
  {
    operator: "isNotEmpty",
    label: "is not empty",
    operand: "none",
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(${column} <> '')`,
  },
];

function like(operator: string, label: string, pattern: (escaped: string) => string): FilterOperatorSpec {
  return {
    operator,
    label,
    operand: "text",
    parser: () => fragment,
    condition: ({ sql, column }, text: string) => sql`(${column}::text ilike ${pattern(escapeLike(text))}::text)`,
  };
}
