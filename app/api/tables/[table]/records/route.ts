import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { listRecords } from "@/lib/tables/list/list-records";
import { RecordPageParams } from "@/lib/tables/list/query-params";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: RecordPageParams },
  (ctx, { params, query }) => listRecords(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
