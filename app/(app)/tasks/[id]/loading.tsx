import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading the task" className="mx-auto max-w-5xl px-4 pt-3 pb-12">
      <Skeleton className="h-6 w-16" />
      <div className="mt-1 flex flex-wrap justify-between gap-x-6 gap-y-3">
        <span className="space-y-1.5">
          <Skeleton className="h-[26px] w-96 max-w-full" />
          <Skeleton className="h-5 w-80 max-w-full" />
        </span>
        <Skeleton className="h-8 w-48" />
      </div>
      <Skeleton className="mt-5 h-[34px] w-64" />
      <Skeleton className="mt-1.5 h-3.5 w-full" />
      <div className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4 lg:grid-cols-7">
        {Array.from({ length: 7 }, (_, i) => (
          <Skeleton key={i} className="h-10 w-24" />
        ))}
      </div>
      <Skeleton className="mt-6 h-32 w-full" />
      <Skeleton className="mt-6 h-28 w-full" />
      <Skeleton className="mt-8 h-72 w-full" />
    </div>
  );
}
