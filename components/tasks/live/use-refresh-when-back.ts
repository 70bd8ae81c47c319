"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveTasks } from "./live-tasks-provider";

/** Asks the server afresh once the connection is back: the stream then tells the newest tasks, not every one on the page. */
export function useRefreshWhenBack(): void {
  const { status } = useLiveTasks();
  const router = useRouter();
  const lost = useRef(false);
  useEffect(() => {
    if (status === "offline") lost.current = true;
    if (status !== "live" || !lost.current) return;
    lost.current = false;
    router.refresh();
  }, [status, router]);
}
