import { z } from "zod";
import { CurrentRecordsInput } from "./current-records";
import { ListRecordsInput } from "./list-records";

/** What a list is asked with; a query string says some of it in its own way. */
const asked = ListRecordsInput.shape;

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
  filter: jsonParam(asked.filter, null),
  search: asked.search,
});

export const RecordPageParams = RecordQueryParams.extend({
  sort: jsonParam(asked.sort, []),
  after: asked.after,
  before: asked.before,
  limit: z.coerce.number().default(200).pipe(asked.limit.unwrap()),
});

export const RecordIdsParams = z.object({ ids: jsonParam(CurrentRecordsInput.shape.ids, []) });
