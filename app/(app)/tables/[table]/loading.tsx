import { GridSkeleton } from "@/components/grid/rows/grid-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** px; the box to tick, a name and what mostly follows. */
const WIDTHS = [40, 200, 88, 80, 88, 112, 104, 104, 96];

/** As high as the page that follows, line by line, so that nothing jumps when it is there. */
export default function Loading() {
  return (
    <div className="flex h-full flex-col overflow-hidden">
      <div className="flex flex-col gap-1.5 border-b border-hairline px-3 py-2 max-md:py-1 md:px-4">
        <div className="flex h-8 items-center gap-3 pointer-coarse:h-10">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-4 w-16" />
          <Skeleton className="ml-auto h-8 w-32 md:w-96 pointer-coarse:h-10" />
        </div>
        <div className="flex h-7 items-center gap-3 max-md:hidden pointer-coarse:h-10">
          <Skeleton className="h-4 w-14" />
          <Skeleton className="h-4 w-20" />
        </div>
      </div>
      <GridSkeleton widths={WIDTHS} rows={40} />
    </div>
  );
}
