"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { pagedRead } from "@/components/http/failed-read";
import { askEvery } from "@/components/http/query-client";
import { getJson } from "@/components/http/request";
import { deliveryPollMs } from "@/components/tasks/detail/delivery-poll";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { TaskDelivery } from "@/components/tasks/detail/task-delivery";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadOlder } from "@/components/ui/load-older";
import type { ActionResult } from "@/lib/model/action-result";
import type { Delivery, DeliveryPage } from "@/lib/notify/list-deliveries";
import { deliveriesAsked, type DeliveryFilter } from "./delivery-filter";

export interface DeliveryListProps {
  first: DeliveryPage;
  filter: DeliveryFilter;
  onSendAgain: (input: { deliveryId: string }) => Promise<ActionResult<Delivery>>;
}

/** Messages about everybody's tasks, newest first; older pages are asked for one by one. */
export function DeliveryList({ first, filter, onSendAgain }: DeliveryListProps) {
  const { channels = [], states = [] } = deliveriesAsked(filter);
  const asked = useInfiniteQuery<DeliveryPage, Error, { pages: DeliveryPage[] }, unknown[], string | null>({
    queryKey: ["deliveries of all", channels, states],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams();
      for (const channel of channels) params.append("channels", channel);
      for (const state of states) params.append("states", state);
      if (pageParam !== null) params.set("before", pageParam);
      return getJson<DeliveryPage>(`/api/admin/deliveries?${params}`, { signal, has: ["deliveries"] });
    },
    initialPageParam: null,
    initialData: { pages: [first], pageParams: [null] },
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) =>
      askEvery(deliveryPollMs((query.state.data?.pages ?? []).flatMap(({ deliveries }) => deliveries)))(query),
  });
  const deliveries = asked.data.pages.flatMap((page) => page.deliveries);
  if (deliveries.length === 0) return <NoDeliveries narrowed={filter.channel !== null || filter.state !== null} />;
  return (
    <>
      <ul aria-label="Deliveries" className="divide-y divide-hairline border-b border-hairline bg-surface px-4">
        {deliveries.map((delivery) => (
          <Row key={delivery.id} listed={delivery} onSendAgain={() => onSendAgain({ deliveryId: delivery.id })} />
        ))}
      </ul>
      <LoadOlder
        more={asked.hasNextPage}
        loading={asked.isFetchingNextPage}
        read={pagedRead(asked)}
        onLoad={() => void asked.fetchNextPage()}
      />
    </>
  );
}

interface RowProps {
  listed: Delivery;
  onSendAgain: () => Promise<ActionResult<Delivery>>;
}

/** Follows its own message once it was sent again: in a list of failed ones it would be gone before one sees how it went. */
function Row({ listed, onSendAgain }: RowProps) {
  const table = useTasksContext().tables.find(({ name }) => name === listed.table);
  const [resent, setResent] = useState<Delivery | null>(null);
  const read = useQuery({
    queryKey: ["delivery", listed.id],
    queryFn: ({ signal }) =>
      getJson<DeliveryPage>(`/api/admin/deliveries?id=${listed.id}`, { signal, has: ["deliveries"] }),
    enabled: resent !== null,
    refetchInterval: (query) =>
      askEvery(deliveryPollMs(query.state.data?.deliveries ?? (resent ? [resent] : [])))(query),
  });
  const { data, refetch } = read;
  const delivery = (resent && data?.deliveries[0]) ?? resent ?? listed;
  return (
    <TaskDelivery
      delivery={delivery}
      about={
        <span className="block truncate text-muted">
          {table ? (
            <Link href={`/tables/${table.name}`} className="rounded-sm focus-ring hover:underline">
              {table.label}
            </Link>
          ) : (
            delivery.table
          )}
          {" · "}
          <Link
            href={`/tasks/${delivery.taskId}`}
            className="rounded-sm text-accent underline underline-offset-2 focus-ring"
          >
            {delivery.changeText}
          </Link>
          <ReadProblem query={read} what="What became of it" className="mt-1 whitespace-normal" />
        </span>
      }
      onSendAgain={async () => {
        const result = await onSendAgain();
        if (result.ok) setResent(result.value);
        if (resent) await refetch();
        return result;
      }}
    />
  );
}

function NoDeliveries({ narrowed }: { narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState
        icon={<Send aria-hidden />}
        title="No message matches."
        action={
          <Link href="/admin/deliveries" className={buttonClass("secondary")}>
            Show all messages
          </Link>
        }
      >
        There may be some by another channel, or of which something else became.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Send aria-hidden />} title="No message has been sent yet.">
      The end of a task is told by e-mail, webhook or callback where its table says so, or its owner in their settings.
    </EmptyState>
  );
}
