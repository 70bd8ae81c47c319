import { previewPlan, PreviewPlanInput } from "@/lib/bulk/plan/preview-plan";
import { defineRoute } from "@/lib/next/define-route";

/**
 * A route and not an action: the browser runs actions one after the other, so a preview of a million records
 * would hold up the click that applies it. A request can also be given up when the change is edited further.
 */
export const POST = defineRoute({ body: PreviewPlanInput }, (ctx, { body }) => previewPlan(ctx, body));
