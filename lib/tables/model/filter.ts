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

/** Of the whole tree, and levels of it: more no person writes, and the database would take long over it. */
export const MAX_RULES = 200;
export const MAX_DEPTH = 10;

const Group: z.ZodType<Filter> = z.lazy(() =>
  z.object({ join: z.enum(["and", "or"]), rules: z.array(z.union([FilterRule, Group])) }),
);

/** A tree of rules joined by and / or. An empty group matches everything. */
export const Filter: z.ZodType<Filter> = z
  .unknown()
  .transform((given, context) => {
    const message = tooMuch(given);
    if (message === undefined) return given;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .pipe(Group);

/** Asked level by level, before anything walks down the tree: one of 30,000 levels would overflow the stack. */
function tooMuch(given: unknown): string | undefined {
  let level = [given];
  let rules = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `A filter has at most ${MAX_DEPTH} levels.`;
    const next = level.flatMap(rulesOf);
    rules += next.length;
    if (rules > MAX_RULES) return `A filter has at most ${MAX_RULES} rules.`;
    level = next;
  }
  return undefined;
}

function rulesOf(node: unknown): unknown[] {
  if (typeof node !== "object" || node === null || !("rules" in node)) return [];
  return Array.isArray(node.rules) ? node.rules : [];
}

/** `id` is a column id. Ties are always broken by the primary key, so a sort is total. */
export const Sort = z
  .array(z.object({ column: z.string().min(1).max(100), direction: z.enum(["asc", "desc"]) }))
  .max(5);
export type Sort = z.infer<typeof Sort>;
