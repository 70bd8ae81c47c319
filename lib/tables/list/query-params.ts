import { z } from "zod";
import { CurrentRecordsInput } from "./current-records";
import { MOST_CURSOR_LENGTH } from "./keyset";
import { Filter, Sort } from "@/lib/tables/model/filter";

/** JSON in a query parameter: absent or empty is the fallback, broken is an error of that parameter. */
function jsonParam<T extends z.ZodType>(schema: T, fallback: z.output<T>) {
  return z
    .string()
    .max(50_000)
    .default("")
    .transform((text, context): unknown => {
      if (text === "") return fallback;
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "Not valid JSON." });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** What the table page's URL and its API say alike. */
export const RecordQueryParams = z.object({
  filter: jsonParam(Filter.nullable(), null),
  search: z.string().max(200).default(""),
});

export const RecordPageParams = RecordQueryParams.extend({
  sort: jsonParam(Sort, []),
  after: z
    .string()
    .max(MOST_CURSOR_LENGTH)
    .optional()
    .transform((cursor) => cursor ?? null),
  before: z
    .string()
    .max(MOST_CURSOR_LENGTH)
    .optional()
    .transform((cursor) => cursor ?? null),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

export const RecordIdsParams = z.object({ ids: jsonParam(CurrentRecordsInput.shape.ids, []) });
