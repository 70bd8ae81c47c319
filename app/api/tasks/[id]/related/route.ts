import { z } from "zod";
import { relatedTasks } from "@/lib/bulk/task/related-tasks";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ params: z.object({ id: z.uuid() }) }, (ctx, { params }) =>
  relatedTasks(ctx, { taskId: params.id }),
);
