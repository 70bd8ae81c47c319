import { endSession } from "@/lib/auth/session";
import { vitalDatabase } from "@/lib/db/index";
import { currentSession } from "./require-actor";

/** The session that sends this request is over from now on, its cookie and every copy of it. */
export async function endOwnSession(): Promise<void> {
  const session = await currentSession();
  if (session) await endSession(vitalDatabase().db, session);
}
