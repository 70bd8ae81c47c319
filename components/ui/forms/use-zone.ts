"use client";

import { useSyncExternalStore } from "react";
import type { Zone } from "@/lib/model/locale-time";

const never = () => () => {};

/** The reader's own clock, once the page is alive. The server does not know it: what it renders says UTC. */
export function useZone(): Zone {
  return useSyncExternalStore<Zone>(
    never,
    () => "own",
    () => "UTC",
  );
}
