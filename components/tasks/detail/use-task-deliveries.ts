"use client";

import { useQuery } from "@tanstack/react-query";
import { askEvery } from "@/components/http/query-client";
import { getJson } from "@/components/http/request";
import type { Delivery, DeliveryPage } from "@/lib/notify/list-deliveries";
import { deliveryPollMs } from "./delivery-poll";

/**
 * The latest messages about one task, looked at again for as long as one of them waits.
 * @param enabled false: nothing is asked for, and what is known is answered
 */
export function useTaskDeliveries(taskId: string, initial: DeliveryPage | undefined, enabled: boolean) {
  const read = useQuery({
    queryKey: ["deliveries", taskId],
    queryFn: ({ signal }) => getJson<DeliveryPage>(`/api/tasks/${taskId}/deliveries`, { signal, has: ["deliveries"] }),
    initialData: initial,
    enabled,
    refetchInterval: (query) => askEvery(deliveryPollMs(query.state.data?.deliveries ?? []))(query),
  });
  const deliveries: Delivery[] = read.data?.deliveries ?? [];
  return { deliveries, read };
}
