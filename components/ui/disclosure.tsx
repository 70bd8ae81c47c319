import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  className?: string;
}

/** Details below a line that shows and hides them. */
export function Disclosure({ summary, children, className }: DisclosureProps) {
  return (
    <details className={className}>
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm py-1 pr-1 text-sm font-medium focus-ring pointer-coarse:py-2.5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 text-muted transition-[rotate] in-[details[open]>summary]:rotate-90"
          aria-hidden
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}
