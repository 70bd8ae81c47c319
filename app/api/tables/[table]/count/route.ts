import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { countRecords, CountRecordsInput } from "@/lib/tables/list/count-records";
import { RecordQueryParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  {
    params: z.object({ table: z.string() }),
    query: RecordQueryParams.extend(CountRecordsInput.pick({ withinMs: true }).shape),
  },
  (ctx, { params, query }) => countRecords(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
