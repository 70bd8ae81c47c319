import { z } from "zod";
import { defineRoute } from "@/lib/next/define-route";
import { readBytes } from "@/lib/tables/record/read-bytes";
import { RecordId } from "@/lib/tables/model/names";

export const GET = defineRoute(
  { params: z.object({ table: z.string(), column: z.string() }), query: z.object({ id: RecordId }) },
  async (ctx, { params, query }) => {
    const { bytes, fileName } = await readBytes(ctx, { ...params, ...query });
    return new Response(bytes, {
      headers: {
        "content-type": "application/octet-stream",
        // Never shown by a browser: what is in it is somebody else's.
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "cache-control": "no-store",
      },
    });
  },
);
