import { writeAudit } from "@/lib/audit/write-audit";
import type { Db } from "@/lib/db/client";
import type { ErrorCode } from "@/lib/model/errors";
import type { Attempt } from "./sign-in-limits";

interface Entered {
  /** `password`, or the provider's name. */
  by: string;
  address: string;
}

/** In the audit log, with account and address. */
export async function noteSignIn(db: Db, { id }: { id: string }, details: Entered): Promise<void> {
  await writeAudit(db, {
    actorId: id,
    subjectKind: "user",
    subjectId: id,
    action: "signed_in",
    details: { ...details },
  });
}

/** Likewise; of an account that is not there its address is all that is known. Past a limit it is no longer noted: a guesser must not fill the log. */
export async function noteRefusal(
  db: Db,
  user: { id: string } | undefined,
  { email, ip }: Attempt,
  code: ErrorCode,
): Promise<void> {
  if (code === "RATE_LIMITED") return;
  await writeAudit(db, {
    actorId: null,
    subjectKind: "user",
    subjectId: user?.id ?? email,
    action: "sign_in_refused",
    details: { by: "password", address: ip, email },
  });
}
