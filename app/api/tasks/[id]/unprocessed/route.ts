import { z } from "zod";
import { listUnprocessed, ListUnprocessedInput } from "@/lib/bulk/report/list-unprocessed";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListUnprocessedInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listUnprocessed(ctx, { taskId: params.id, ...query }),
);
