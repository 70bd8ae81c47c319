import { z } from "zod";
import { failedRowsCsv } from "@/lib/bulk/import/failed-rows-csv";
import { defineRoute } from "@/lib/next/define-route";
import { textStream } from "@/lib/next/text-stream";

export const GET = defineRoute(
  { params: z.object({ id: z.uuid() }) },
  async (ctx, { params }, request) =>
    textStream(await failedRowsCsv(ctx, { taskId: params.id }, request.signal), {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="failed-rows-${params.id}.csv"`,
    }),
  { turn: "file" },
);
