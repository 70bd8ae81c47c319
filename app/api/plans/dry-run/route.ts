import { dryRunPlan, DryRunInput } from "@/lib/bulk/plan/dry-run-plan";
import { defineRoute } from "@/lib/next/define-route";

/** A route for the same reason as the preview: it takes a while, and nothing else should wait for it. */
export const POST = defineRoute({ body: DryRunInput }, (ctx, { body }) => dryRunPlan(ctx, body));
