import { Ban, CircleX, Clock, type LucideIcon, Send } from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import type { DeliveryState, SentChannel } from "@/lib/notify/model/tell";

export const CHANNEL_WORDS: Record<SentChannel, string> = { email: "E-mail", webhook: "Webhook", callback: "Callback" };

/** What became of a message, in word, icon and tone. */
export const DELIVERY_LOOK: Record<DeliveryState, { word: string; icon: LucideIcon; tone: Tone }> = {
  waiting: { word: "Waiting", icon: Clock, tone: "neutral" },
  sent: { word: "Sent", icon: Send, tone: "accent" },
  failed: { word: "Failed", icon: CircleX, tone: "danger" },
  skipped: { word: "Not sent", icon: Ban, tone: "warning" },
};
