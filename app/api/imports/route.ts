import { z } from "zod";
import { planImport } from "@/lib/bulk/import/plan-import";
import { ImportSpec } from "@/lib/bulk/import/import-spec";
import { AppError } from "@/lib/model/errors";
import { defineRoute } from "@/lib/next/define-route";

const query = z.object({
  spec: z
    .string()
    .max(20_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "Must be JSON." });
        return z.NEVER;
      }
    })
    .pipe(ImportSpec),
});

/** The file is the body, read while it arrives. Kept out of proxy.ts, which would hold it in memory. */
export const POST = defineRoute(
  { query },
  (ctx, { query }, request) => {
    if (!request.body) throw new AppError("EMPTY_SELECTION", "The file is empty.");
    return planImport(ctx, query.spec, request.body);
  },
  { turn: "file" },
);
