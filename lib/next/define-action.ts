import { unstable_rethrow } from "next/navigation";
import { after } from "next/server";
import type { z } from "zod";
import type { ActionResult } from "@/lib/model/action-result";
import type { Ctx } from "@/lib/ctx";
import { requireCtx } from "./require-actor";
import { toFailure } from "./to-failure";

/**
 * Binds a verb to a server action: who acts is read first, then the input is parsed, then the verb runs.
 * Anyone can call an action with anything, so the client's types promise nothing here.
 *
 * `afterwards` runs when the answer has been sent, if the verb has succeeded.
 *
 * `export const saveCell = defineAction(SaveCellInput, saveRecordCell);` in a file that says `"use server"`.
 */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: Ctx, input: z.output<S>) => Promise<T>,
  afterwards?: (ctx: Ctx) => Promise<void>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async function action(input) {
    try {
      const ctx = await requireCtx();
      const value = await verb(ctx, await schema.parseAsync(input));
      if (afterwards) after(() => afterwards(ctx));
      return { ok: true, value };
    } catch (error) {
      unstable_rethrow(error);
      return toFailure(error, verb.name || "action");
    }
  };
}
