import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { currentRecords } from "@/lib/tables/list/current-records";
import { RecordIdsParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: RecordIdsParams },
  (ctx, { params, query }) => currentRecords(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
