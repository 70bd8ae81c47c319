import { z } from "zod";
import { byteStream } from "@/lib/next/byte-stream";
import { defineRoute } from "@/lib/next/define-route";
import { exportRecords, ExportRecordsInput } from "@/lib/tables/export/export-records";

/** A POST only because a selection of thousands of ids doesn't fit into an address. */
export const POST = defineRoute(
  { params: z.object({ table: z.string() }), body: ExportRecordsInput.omit({ table: true }) },
  async (ctx, { params, body }, request) => {
    const { fileName, contentType, pieces } = await exportRecords(ctx, { ...params, ...body }, request.signal);
    return byteStream(pieces, {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${fileName}"`,
    });
  },
  { turn: "file" },
);
