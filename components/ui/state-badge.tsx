import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Clock,
  Contrast,
  LoaderCircle,
  type LucideIcon,
  Pause,
} from "lucide-react";
import { STATE_WORDS, type TaskState } from "@/lib/bulk/model/states";
import { Badge, type Tone } from "./badge";

const LOOK: Record<TaskState, { icon: LucideIcon; tone: Tone }> = {
  planned: { icon: CircleDashed, tone: "neutral" },
  pending: { icon: Clock, tone: "neutral" },
  running: { icon: CircleDot, tone: "accent" },
  paused: { icon: Pause, tone: "warning" },
  cancelling: { icon: LoaderCircle, tone: "warning" },
  cancelled: { icon: Ban, tone: "neutral" },
  succeeded: { icon: CircleCheck, tone: "accent" },
  partial: { icon: Contrast, tone: "warning" },
  failed: { icon: CircleX, tone: "danger" },
};

/** The state of a bulk task in one word. */
export function StateBadge({ state, className }: { state: TaskState; className?: string }) {
  const look = LOOK[state];
  const Icon = look.icon;
  return (
    <Badge tone={look.tone} icon={<Icon aria-hidden />} className={className}>
      {STATE_WORDS[state]}
    </Badge>
  );
}
