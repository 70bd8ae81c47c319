import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col">
      <div className="flex h-14 items-center gap-3 border-b border-hairline px-4">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="ml-auto h-8 w-56" />
      </div>
      {Array.from({ length: 16 }, (_, i) => (
        <div key={i} className="flex h-8 items-center gap-6 border-b border-hairline px-4">
          <Skeleton className="h-3 w-40" />
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-24" />
        </div>
      ))}
    </div>
  );
}
