import { z } from "zod";
import { taskWorkers } from "@/lib/bulk/task/task-workers";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ params: z.object({ id: z.uuid() }) }, (ctx, { params }) =>
  taskWorkers(ctx, { taskId: params.id }),
);
