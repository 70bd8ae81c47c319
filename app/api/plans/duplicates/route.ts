import { planDuplicates, PlanDuplicatesInput } from "@/lib/bulk/plan/plan-duplicates";
import { defineRoute } from "@/lib/next/define-route";

/** A route for the same reason as plans with values: much may be sent, and nothing else should wait for it. */
export const POST = defineRoute({ body: PlanDuplicatesInput }, (ctx, { body }) => planDuplicates(ctx, body));
