"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { getJson } from "@/components/http/request";

/** Asks the server for this page again every few seconds while somebody looks at it. */
export function RefreshOften({ everyMs = 5_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    let asking = false;
    const refresh = async () => {
      if (document.visibilityState !== "visible" || asking) return;
      asking = true;
      // A refresh that gets no answer becomes a navigation: to the browser's own error page, where the server is away.
      const answers = await getJson("/api/health", { timeoutMs: everyMs }).then(
        () => true,
        () => false,
      );
      asking = false;
      if (answers) router.refresh();
    };
    const timer = setInterval(() => void refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
