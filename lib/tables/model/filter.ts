import { z } from "zod";

/** One comparison. Which operators a column has, and what `value` must be, its kind says (lib/tables/kinds). */
export const FilterRule = z.object({
  column: z.string().min(1).max(100),
  operator: z.string().min(1).max(40),
  value: z.unknown().optional(),
});
export type FilterRule = z.infer<typeof FilterRule>;

export interface Filter {
  join: "and" | "or";
  rules: (FilterRule | Filter)[];
}

const MAX_RULES = 50;

/** A tree of rules joined by and / or. An empty group matches everything. */
export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.object({
    join: z.enum(["and", "or"]),
    rules: z.array(z.union([FilterRule, Filter])).max(MAX_RULES),
  }),
);

/** `id` is a column id. Ties are always broken by the primary key, so a sort is total. */
export const Sort = z
  .array(z.object({ column: z.string().min(1).max(100), direction: z.enum(["asc", "desc"]) }))
  .max(5);
export type Sort = z.infer<typeof Sort>;
