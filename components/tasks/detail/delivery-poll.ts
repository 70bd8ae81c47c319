import type { Delivery } from "@/lib/notify/list-deliveries";

const SOON_MS = 2_000;
const LATER_MS = 30_000;

/** When to look again: messages leave within a second; one that waits for its next try needs no haste. */
export function deliveryPollMs(deliveries: Delivery[]): number | false {
  const waiting = deliveries.filter(({ state }) => state === "waiting");
  if (waiting.length === 0) return false;
  return waiting.some(({ attempts }) => attempts <= 1) ? SOON_MS : LATER_MS;
}
