import { Skeleton } from "@/components/ui/skeleton";

export interface GridSkeletonProps {
  /** Of the columns, px. */
  widths: readonly number[];
  rows?: number;
}

/** Holds the place of the rows until they are there. */
export function GridSkeleton({ widths, rows = 24 }: GridSkeletonProps) {
  return (
    <div role="status" aria-label="Loading records">
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="flex h-[32px] w-max min-w-full shrink-0 items-center border-b border-hairline bg-surface pointer-coarse:h-[40px]"
        >
          {widths.map((width, i) => (
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
