import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { getRecord, GetRecordInput } from "@/lib/tables/record/get-record";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: GetRecordInput.pick({ id: true }) },
  (ctx, { params, query }) => getRecord(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
