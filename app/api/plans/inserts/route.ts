import { planInserts, PlanInsertsInput } from "@/lib/bulk/plan/plan-inserts";
import { defineRoute } from "@/lib/next/define-route";
import { RECORDS_BYTES } from "@/lib/next/json-body";

/** A route for the same reason as plans with values: much may be sent, and nothing else should wait for it. */
export const POST = defineRoute({ body: PlanInsertsInput }, (ctx, { body }) => planInserts(ctx, body), {
  mostBytes: RECORDS_BYTES,
});
