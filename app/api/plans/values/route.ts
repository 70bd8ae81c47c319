import { planValues, PlanValuesInput } from "@/lib/bulk/plan/plan-values";
import { defineRoute } from "@/lib/next/define-route";
import { RECORDS_BYTES } from "@/lib/next/json-body";

/** A route and not an action: a pasted range may be several megabytes, and nothing else should wait for it. */
export const POST = defineRoute({ body: PlanValuesInput }, (ctx, { body }) => planValues(ctx, body), {
  mostBytes: RECORDS_BYTES,
});
