import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Panel } from "@/components/ui/failure/panel";
import { deliveriesAsked, loadDeliveryFilter } from "@/components/admin/deliveries/delivery-filter";
import { DeliveryFilters } from "@/components/admin/deliveries/delivery-filters";
import { DeliveryList } from "@/components/admin/deliveries/delivery-list";
import { requireCtx } from "@/lib/next/require-actor";
import { listDeliveries, ListDeliveriesInput } from "@/lib/notify/list-deliveries";
import { sendAgainAction } from "@/app/(app)/tasks/actions";

export const metadata: Metadata = { title: "Deliveries" };

export default async function Deliveries({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const filter = await loadDeliveryFilter(searchParams);
  const first = await listDeliveries(ctx, ListDeliveriesInput.parse(deliveriesAsked(filter)));
  return (
    <>
      <DeliveryFilters />
      <Panel key={`${filter.channel} ${filter.state}`} what="The deliveries">
        <DeliveryList first={first} filter={filter} onSendAgain={sendAgainAction} />
      </Panel>
    </>
  );
}
