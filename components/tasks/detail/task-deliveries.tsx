"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import type { ActionResult } from "@/lib/model/action-result";
import type { Notification } from "@/lib/bulk/model/policies";
import { isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { listed } from "@/lib/model/locale";
import type { Delivery, DeliveryPage } from "@/lib/notify/list-deliveries";
import { TaskDelivery } from "./task-delivery";
import { useTaskDeliveries } from "./use-task-deliveries";

export interface TaskDeliveriesProps {
  task: TaskSnapshot;
  initial: DeliveryPage;
  onSendAgain: (input: { deliveryId: string }) => Promise<ActionResult<Delivery>>;
}

const ON_PAGES: Partial<Record<Notification, string>> = {
  status_page: "an unread mark",
  toast: "a message on the page",
  browser: "a notification of the browser, where it is allowed",
};

/** How the end of a task was told: to whom, whether it got there, and what to do where it did not. */
export function TaskDeliveries({ task, initial, onSendAgain }: TaskDeliveriesProps) {
  const ended = isTerminal(task.state);
  const known = initial.deliveries.length > 0 ? initial : undefined;
  const { deliveries, read } = useTaskDeliveries(task.id, known, ended);
  if (!ended) return null;
  const onPages = task.notification.map((channel) => ON_PAGES[channel]).filter((word) => word !== undefined);
  const problem = <ReadProblem query={read} what="Its notifications" className="mt-2" />;
  if (deliveries.length + onPages.length === 0) return problem;
  return (
    <section aria-labelledby="notifications" className="mt-6 border-t border-hairline pt-4">
      <h2 id="notifications" className="mb-1 text-sm font-semibold text-muted">
        Notifications
      </h2>
      {onPages.length > 0 && (
        <p className="text-sm text-muted">
          {task.actor.name} was told here, by {listed(onPages)}.
        </p>
      )}
      {problem}
      {deliveries.length > 0 && (
        <ul className="mt-1 divide-y divide-hairline">
          {deliveries.map((delivery) => (
            <TaskDelivery
              key={delivery.id}
              delivery={delivery}
              onSendAgain={async () => {
                const result = await onSendAgain({ deliveryId: delivery.id });
                await read.refetch();
                return result;
              }}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
