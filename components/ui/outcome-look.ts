import { Ban, Check, CircleDashed, Equal, GitCompareArrows, type LucideIcon, Trash2, X } from "lucide-react";
import { OUTCOME_WORDS, type Outcome } from "@/lib/bulk/model/outcomes";
import type { Tone } from "./badge";

export interface OutcomeLook {
  /** Follows a number: "13 failed". */
  word: string;
  /** A sentence for a tooltip or legend. */
  meaning: string;
  icon: LucideIcon;
  tone: Tone;
  /** Text colour. */
  text: string;
  /** Fill of a bar segment or legend swatch; patterns tell the greys apart. */
  fill: string;
}

/** Word, icon and colour of each outcome: the same in preview, bar, chart and table. */
export const OUTCOME_LOOK: Record<Outcome, OutcomeLook> = {
  changed: {
    word: OUTCOME_WORDS.changed,
    meaning: "Written as asked.",
    icon: Check,
    tone: "accent",
    text: "text-outcome-changed",
    fill: "bg-outcome-changed",
  },
  unchanged: {
    word: OUTCOME_WORDS.unchanged,
    meaning: "Already as asked, so not written.",
    icon: Equal,
    tone: "neutral",
    text: "text-outcome-unchanged",
    fill: "bg-outcome-unchanged/55",
  },
  conflict: {
    word: OUTCOME_WORDS.conflict,
    meaning: "Somebody else changed it since it was selected; left alone.",
    icon: GitCompareArrows,
    tone: "warning",
    text: "text-outcome-conflict",
    fill: "bg-outcome-conflict",
  },
  failed: {
    word: OUTCOME_WORDS.failed,
    meaning: "The database or a rule refused the change.",
    icon: X,
    tone: "danger",
    text: "text-outcome-failed",
    fill: "bg-outcome-failed",
  },
  forbidden: {
    word: OUTCOME_WORDS.forbidden,
    meaning: "Outside of what you may edit.",
    icon: Ban,
    tone: "violet",
    text: "text-outcome-forbidden",
    fill: "bg-outcome-forbidden",
  },
  gone: {
    word: OUTCOME_WORDS.gone,
    meaning: "No longer there.",
    icon: Trash2,
    tone: "neutral",
    text: "text-outcome-gone line-through",
    fill: "bg-outcome-gone/20 text-outcome-gone struck",
  },
  unprocessed: {
    word: OUTCOME_WORDS.unprocessed,
    meaning: "The task ended before it came to this record.",
    icon: CircleDashed,
    tone: "neutral",
    text: "text-outcome-unprocessed",
    fill: "text-outcome-unprocessed/60 hatched",
  },
};
