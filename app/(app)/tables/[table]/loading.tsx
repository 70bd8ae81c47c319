import { Skeleton } from "@/components/ui/skeleton";

/** px; an id, a name and what mostly follows. */
const WIDTHS = [200, 88, 80, 88, 112, 104, 104, 96];

/** As high as the page that follows, line by line, so that nothing jumps when it is there. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="flex h-full flex-col overflow-hidden">
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
      {Array.from({ length: 40 }, (_, row) => (
        <div
          key={row}
          className="flex h-[32px] w-max min-w-full shrink-0 items-center border-b border-hairline bg-surface pointer-coarse:h-[40px]"
        >
          <Skeleton className="mx-2.5 size-4 shrink-0" />
          {WIDTHS.map((width, i) => (
            // Columns never change place while they load.
            <span key={i} style={{ width }} className="px-2">
              <Skeleton className="h-3" />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
