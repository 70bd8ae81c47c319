import { z } from "zod";
import { listParseErrors, ListParseErrorsInput } from "@/lib/bulk/import/list-parse-errors";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }), query: ListParseErrorsInput.omit({ taskId: true }) },
  (ctx, { params, query }) => listParseErrors(ctx, { ...query, taskId: params.id }),
);
