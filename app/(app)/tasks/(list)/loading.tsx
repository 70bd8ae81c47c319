import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading the tasks">
      <div className="flex items-center justify-between gap-x-4 gap-y-2 border-b border-hairline px-4 py-3 md:flex-wrap">
        <h1 className="text-xl font-semibold">Tasks</h1>
        <Skeleton className="h-8 max-w-full max-md:flex-1 md:w-96 pointer-coarse:h-10" />
      </div>
      <div className="px-4 pt-4 pb-1">
        <Skeleton className="h-[18px] w-20" />
      </div>
      <ul className="divide-y divide-hairline border-y border-hairline bg-surface">
        {Array.from({ length: 10 }, (_, i) => (
          <li
            key={i}
            className="grid gap-x-6 gap-y-1.5 px-4 py-3 md:grid-cols-[minmax(0,1fr)_280px] xl:grid-cols-[minmax(0,1fr)_300px_290px]"
          >
            <span className="space-y-1.5">
              <Skeleton className="h-5 w-80 max-w-full" />
              <Skeleton className="h-4 w-56" />
            </span>
            <span className="space-y-1.5">
              <Skeleton className="h-1.5 w-full" />
              <Skeleton className="h-4 w-32" />
            </span>
            <Skeleton className="h-7 w-28 xl:justify-self-end" />
          </li>
        ))}
      </ul>
    </div>
  );
}
