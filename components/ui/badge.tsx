import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "neutral" | "accent" | "warning" | "danger" | "violet";

const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-outcome-changed/10 text-outcome-changed",
  warning: "bg-outcome-conflict/10 text-outcome-conflict",
  danger: "bg-outcome-failed/10 text-outcome-failed",
  violet: "bg-outcome-forbidden/10 text-outcome-forbidden",
};

export interface BadgeProps {
  children: ReactNode;
  icon?: ReactNode;
  tone?: Tone;
  className?: string;
}

/** A short word that classifies. Colour never stands alone: say it in the word. */
export function Badge({ children, icon, tone = "neutral", className }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap tabular [&>svg]:size-3.5",
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
