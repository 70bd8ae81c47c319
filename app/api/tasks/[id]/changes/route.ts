import { z } from "zod";
import { listChanges, ListChangesInput } from "@/lib/bulk/report/list-changes";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListChangesInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listChanges(ctx, { taskId: params.id, ...query }),
);
