"use client";

import { useQueryStates } from "nuqs";
import { useTransition } from "react";
import { CHANNEL_WORDS, DELIVERY_LOOK } from "@/components/tasks/detail/delivery-look";
import { Button } from "@/components/ui/button";
import { FilterSelect } from "@/components/ui/forms/filter-select";
import { DELIVERY_STATES, SENT_CHANNELS } from "@/lib/notify/model/tell";
import { deliveryFilterParams } from "./delivery-filter";

/** Narrows the messages by channel and by what became of them; both live in the URL. */
export function DeliveryFilters() {
  const [pending, startTransition] = useTransition();
  const [filter, set] = useQueryStates(deliveryFilterParams, { shallow: false, startTransition });
  return (
    <div
      role="search"
      aria-label="Deliveries"
      aria-busy={pending}
      className="flex flex-wrap items-center gap-2 border-b border-hairline px-4 py-3"
    >
      <FilterSelect
        label="State"
        any="All states"
        options={DELIVERY_STATES.map((value) => ({ value, label: DELIVERY_LOOK[value].word }))}
        value={filter.state}
        onChange={(state) => void set({ state })}
      />
      <FilterSelect
        label="Channel"
        any="All channels"
        options={SENT_CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
        value={filter.channel}
        onChange={(channel) => void set({ channel })}
      />
      {(filter.state ?? filter.channel) && (
        <Button variant="ghost" onClick={() => void set(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
