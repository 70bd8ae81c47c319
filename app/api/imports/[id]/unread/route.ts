import { z } from "zod";
import { listUnreadRows, ListUnreadRowsInput } from "@/lib/bulk/import/list-unread-rows";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListUnreadRowsInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listUnreadRows(ctx, { ...query, taskId: params.id }),
);
