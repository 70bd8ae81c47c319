import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border-control bg-surface text-ink hover:bg-sunken",
  ghost: "border-transparent text-ink hover:bg-hover active:bg-pressed data-popup-open:bg-pressed",
  danger: "border-transparent bg-danger text-danger-ink hover:bg-danger-hover",
};

const SIZES: Record<ButtonSize, string> = { sm: "h-7 px-2.5 text-sm", md: "h-8 px-3 text-base" };
const SQUARE: Record<ButtonSize, string> = {
  sm: "size-7 pointer-coarse:min-w-10",
  md: "size-8 pointer-coarse:min-w-10",
};

/** The look of a button, for links that act as one: `<Link className={buttonClass("primary")} />`. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", square = false): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none focus-ring",
    "transition-colors data-disabled:pointer-events-none data-disabled:opacity-50 pointer-coarse:min-h-10",
    VARIANTS[variant],
    (square ? SQUARE : SIZES)[size],
  );
}
