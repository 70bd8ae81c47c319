import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { defineRoute } from "./define-route";
import { textStream } from "./text-stream";

type Pieces = AsyncGenerator<string, void, undefined>;

/** The route of a CSV file about one task; `name` begins that of the file. */
export function taskFile(
  name: string,
  verb: (ctx: Ctx, input: { taskId: string }, signal: AbortSignal) => Promise<Pieces>,
) {
  return defineRoute(
    { params: z.object({ id: z.uuid() }) },
    async (ctx, { params }, request) =>
      textStream(await verb(ctx, { taskId: params.id }, request.signal), {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}-${params.id}.csv"`,
      }),
    { turn: "file" },
  );
}
