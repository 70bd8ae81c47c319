import { unstable_rethrow } from "next/navigation";
import type { ActionResult } from "@/lib/model/action-result";
import { tellNewVersion } from "./new-version";
import { failureOf } from "./request-failure";
import { WORK_MS } from "./time-limits";
import { withTimeLimit } from "./with-time-limit";

/** A server action's answer, also where no answer came. Redirects go on to the router. */
export async function answered<T>(call: Promise<ActionResult<T>>, timeoutMs = WORK_MS): Promise<ActionResult<T>> {
  try {
    return await withTimeLimit({ timeoutMs }, () => call);
  } catch (error) {
    unstable_rethrow(error);
    const failure = failureOf(error);
    if (failure.code === "NEW_VERSION") tellNewVersion();
    return failure;
  }
}
