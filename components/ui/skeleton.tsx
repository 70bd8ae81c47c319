import { cx } from "./cx";

/** Stands where content will be, in its final size: give height and width by `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx("block animate-pulse rounded-sm bg-hairline", className)} />;
}
