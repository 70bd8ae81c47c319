"use client";

import { type ReactNode, useState } from "react";
import { answered } from "@/components/http/answered";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/model/action-result";
import { counted } from "@/lib/model/locale";
import type { Delivery } from "@/lib/notify/list-deliveries";
import { CHANNEL_WORDS, DELIVERY_LOOK } from "./delivery-look";
import { LocalTime } from "@/components/values/local-time";

export interface TaskDeliveryProps {
  delivery: Delivery;
  /** What it is about, where the page does not say so. */
  about?: ReactNode;
  onSendAgain: () => Promise<ActionResult<Delivery>>;
}

/** One message: channel, receiver, what became of it, and another try. */
export function TaskDelivery({ delivery, about, onSendAgain }: TaskDeliveryProps) {
  const { channel, to, state, attempts, lastError, sentAt, triedAt, createdAt, nextTryAt } = delivery;
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { word, icon: Icon, tone } = DELIVERY_LOOK[state];

  async function sendAgain(): Promise<void> {
    setPending(true);
    setProblem(null);
    const result = await answered(onSendAgain());
    setPending(false);
    if (!result.ok) setProblem(result.message);
  }

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="w-20 text-muted">{CHANNEL_WORDS[channel]}</span>
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-medium" title={to}>
          {to}
        </span>
        {about}
      </span>
      <span className="sm:w-20">
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {word}
        </Badge>
      </span>
      <span className="text-muted tabular max-sm:order-1 sm:w-52">
        {counted(attempts, "try", "tries")}
        {attempts > 0 && ", "}
        {attempts > 0 && <LocalTime at={sentAt ?? triedAt ?? createdAt} />}
      </span>
      <span className="max-sm:order-1 max-sm:ml-auto sm:w-28 sm:text-right">
        {state !== "waiting" && (
          <Button size="sm" aria-label={`Send again to ${to}`} pending={pending} onClick={() => void sendAgain()}>
            Send again
          </Button>
        )}
      </span>
      {(lastError ?? problem) && (
        <p role={problem ? "alert" : undefined} className="w-full text-muted sm:pl-23">
          {problem ?? lastError}
          {!problem && state === "waiting" && nextTryAt && (
            <>
              {" "}
              Next try at <LocalTime at={nextTryAt} />.
            </>
          )}
        </p>
      )}
    </li>
  );
}
