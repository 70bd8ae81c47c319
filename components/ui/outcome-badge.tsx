import type { Outcome } from "@/lib/bulk/model/outcomes";
import { Badge } from "./badge";
import { OUTCOME_LOOK } from "./outcome-look";
import { number } from "@/lib/model/locale";

/** `<OutcomeBadge outcome="failed" count={13} />` → ✕ 13 failed */
export function OutcomeBadge({ outcome, count, className }: { outcome: Outcome; count?: number; className?: string }) {
  const look = OUTCOME_LOOK[outcome];
  const Icon = look.icon;
  return (
    <Badge tone={look.tone} icon={<Icon aria-hidden />} className={className}>
      {count !== undefined && `${number(count)} `}
      {look.word}
    </Badge>
  );
}
