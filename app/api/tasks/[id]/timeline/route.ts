import { z } from "zod";
import { taskTimeline } from "@/lib/bulk/task/task-timeline";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ params: z.object({ id: z.uuid() }) }, (ctx, { params }) =>
  taskTimeline(ctx, { taskId: params.id }),
);
