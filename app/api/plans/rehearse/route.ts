import { rehearsePlan, RehearsePlanInput } from "@/lib/bulk/plan/rehearse-plan";
import { defineRoute } from "@/lib/next/define-route";

/** A route for the same reason as the preview: it takes a while, and nothing else should wait for it. */
export const POST = defineRoute({ body: RehearsePlanInput }, (ctx, { body }) => rehearsePlan(ctx, body));
