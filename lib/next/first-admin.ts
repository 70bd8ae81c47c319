import type { z } from "zod";
import { createFirstAdmin, type FirstAdminInput, hasNobody, isFirstAdminToken } from "@/lib/auth/first-admin";
import { vitalDatabase } from "@/lib/db/index";
import { env } from "@/lib/env";
import type { Actor } from "@/lib/model/actor";

/** Whether this link still leads somewhere: it is right, and nobody has followed it yet. */
export async function leadsToFirstAdmin(token: string): Promise<boolean> {
  const right = env.AUTH_SECRET !== undefined && isFirstAdminToken(env.AUTH_SECRET, token);
  return right && hasNobody(vitalDatabase().db);
}

/** @throws AppError FORBIDDEN, DUPLICATE */
export function becomeFirstAdmin(input: z.output<typeof FirstAdminInput>): Promise<Actor> {
  return createFirstAdmin(vitalDatabase().db, env.AUTH_SECRET, input);
}
