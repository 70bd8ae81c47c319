import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { DELIVERY_STATES, SENT_CHANNELS } from "@/lib/notify/model/tell";

/** What the URL of the list of messages says; anything that can't be read counts as not given. */
export const deliveryFilterParams = {
  channel: parseAsStringLiteral(SENT_CHANNELS),
  state: parseAsStringLiteral(DELIVERY_STATES),
};

export const loadDeliveryFilter = createLoader(deliveryFilterParams);

export type DeliveryFilter = Awaited<ReturnType<typeof loadDeliveryFilter>>;

/** The same as the verb and /api/admin/deliveries take it. */
export function deliveriesAsked({ channel, state }: DeliveryFilter) {
  return { channels: channel ? [channel] : undefined, states: state ? [state] : undefined };
}
