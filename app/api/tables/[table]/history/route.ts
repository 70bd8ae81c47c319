import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { recordHistory, RecordHistoryInput } from "@/lib/tables/record/record-history";

export const GET = defineRoute(
  { params: z.object({ table: z.string() }), query: RecordHistoryInput.omit({ table: true }) },
  (ctx, { params, query }) => recordHistory(ctx, { ...params, ...query }),
);

/** The same where the question is too long for an address. */
export const POST = GET;
