"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent } from "react";
import type { RepeatedTask } from "@/lib/bulk/task/repeated-task";

/** Calls back with the task that the address asks to run again, once; the address then forgets it. */
export function useRunAgain(again: RepeatedTask | null, begin: (again: RepeatedTask) => void): void {
  const [, setAgain] = useQueryState("again", parseAsString);
  const start = useEffectEvent(() => {
    if (again) begin(again);
    void setAgain(null);
  });
  const id = again?.taskId;
  useEffect(() => {
    if (id !== undefined) start();
  }, [id]);
}
