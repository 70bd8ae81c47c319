/** What every text-like control shares: border, height by `size`, focus, invalid and disabled looks. */
export type ControlSize = "sm" | "md";

// 16 px on touch screens: anything smaller makes phones zoom into the field.
export const CONTROL =
  "w-full min-w-0 rounded-md border border-control bg-surface text-ink placeholder:text-muted pointer-coarse:text-lg " +
  "focus:outline-2 focus:outline-offset-[-1px] focus:outline-accent focus:border-accent " +
  "data-invalid:border-danger data-invalid:focus:border-danger data-invalid:focus:outline-danger data-disabled:opacity-50 disabled:opacity-50 read-only:bg-sunken";

export const CONTROL_HEIGHT: Record<ControlSize, string> = {
  sm: "h-7 px-2 text-sm pointer-coarse:h-10",
  md: "h-8 px-2.5 text-base pointer-coarse:h-10 pointer-coarse:text-lg",
};
