"use client";

import { useCallback, useState } from "react";
import { failureOf } from "@/components/http/request-failure";

/** Why what is shown is older than what is known to be there. A failed read leaves what is shown. */
export function useBehind() {
  const [error, setError] = useState<unknown>(null);
  /** Waits for the reads, and notes the first that failed; answers what the others did. */
  const note = useCallback(async <T>(reads: Promise<T>[]): Promise<T[]> => {
    const results = await Promise.allSettled(reads);
    const failed = results.find((result) => result.status === "rejected");
    // The same failure once more is no news: telling it again would draw the page, and drawing it reads again.
    setError((now: unknown) => (!failed ? null : now && sameKind(now, failed.reason) ? now : failed.reason));
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }, []);
  return { behind: error, note };
}

const sameKind = (a: unknown, b: unknown): boolean => failureOf(a).code === failureOf(b).code;
