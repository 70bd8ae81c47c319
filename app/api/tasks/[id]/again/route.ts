import { z } from "zod";
import { whyNotAgain } from "@/lib/bulk/task/why-not-again";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ params: z.object({ id: z.uuid() }) }, (ctx, { params }) =>
  whyNotAgain(ctx, { taskId: params.id }),
);
