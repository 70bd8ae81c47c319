"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/http/request";
import type { Delivery, DeliveryPage } from "@/lib/notify/list-deliveries";
import { deliveryPollMs } from "./delivery-poll";

/**
 * The latest messages about one task, looked at again for as long as one of them waits.
 * @param enabled false: nothing is asked for, and what is known is answered
 */
export function useTaskDeliveries(taskId: string, initial: DeliveryPage | undefined, enabled: boolean) {
  const { data, refetch } = useQuery({
    queryKey: ["deliveries", taskId],
    queryFn: ({ signal }) => getJson<DeliveryPage>(`/api/tasks/${taskId}/deliveries`, signal),
    initialData: initial,
    enabled,
    refetchInterval: ({ state }) => deliveryPollMs(state.data?.deliveries ?? []),
  });
  const deliveries: Delivery[] = data?.deliveries ?? [];
  return { deliveries, refetch };
}
