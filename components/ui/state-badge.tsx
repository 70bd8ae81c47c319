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
import type { TaskState } from "@/lib/bulk/states";
import { Badge, type Tone } from "./badge";

const LOOK: Record<TaskState, { word: string; icon: LucideIcon; tone: Tone }> = {
  planned: { word: "Planned", icon: CircleDashed, tone: "neutral" },
  pending: { word: "Waiting", icon: Clock, tone: "neutral" },
  running: { word: "Running", icon: CircleDot, tone: "accent" },
  paused: { word: "Paused", icon: Pause, tone: "warning" },
  cancelling: { word: "Cancelling", icon: LoaderCircle, tone: "warning" },
  cancelled: { word: "Cancelled", icon: Ban, tone: "neutral" },
  succeeded: { word: "Done", icon: CircleCheck, tone: "accent" },
  partial: { word: "Partly done", icon: Contrast, tone: "warning" },
  failed: { word: "Failed", icon: CircleX, tone: "danger" },
};

/** The state of a bulk task in one word. */
export function StateBadge({ state, className }: { state: TaskState; className?: string }) {
  const look = LOOK[state];
  const Icon = look.icon;
  return (
    <Badge tone={look.tone} icon={<Icon aria-hidden />} className={className}>
      {look.word}
    </Badge>
  );
}
