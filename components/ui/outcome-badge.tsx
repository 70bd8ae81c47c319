import type { Outcome } from "@/lib/bulk/outcomes";
import { Badge } from "./badge";
import { OUTCOME_LOOK } from "./outcome-look";

/** `<OutcomeBadge outcome="failed" count={13} />` → ✕ 13 failed */
export function OutcomeBadge({ outcome, count, className }: { outcome: Outcome; count?: number; className?: string }) {
  const look = OUTCOME_LOOK[outcome];
  const Icon = look.icon;
  return (
    <Badge tone={look.tone} icon={<Icon aria-hidden />} className={className}>
      {count !== undefined && `${count.toLocaleString("en")} `}
      {look.word}
    </Badge>
  );
}
