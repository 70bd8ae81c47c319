import { Skeleton } from "@/components/ui/skeleton";

/** In the place of a plan and its preview while the records are being frozen. */
export function PlanSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="space-y-3">
      <Skeleton className="h-2.5 w-full" />
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
