"use client";

import { useTransition } from "react";
import { answered } from "@/components/http/answered";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Menu } from "@/components/ui/overlays/menu";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { Actor } from "@/lib/model/actor";

const UserMenuItems = lazyPanel(async () => (await import("./user-menu-items")).UserMenuItems, "h-56 w-full");

/** Who is signed in, and the way out. */
export function UserMenu({ actor, onSignOut }: { actor: Actor; onSignOut: () => Promise<void> }) {
  const [leaving, startLeaving] = useTransition();
  const toasts = useToasts();
  const leave = () =>
    startLeaving(async () => {
      const result = await answered(onSignOut().then(() => ({ ok: true, value: undefined })));
      if (!result.ok) toasts.show({ title: "You are still signed in.", description: result.message, tone: "danger" });
    });
  const trigger = (
    <button
      type="button"
      aria-label={`${actor.name ?? actor.email}: account and theme`}
      aria-busy={leaving || undefined}
      className="grid size-8 shrink-0 place-items-center rounded-full border border-hairline bg-sunken text-xs font-semibold focus-ring hover:bg-pressed data-popup-open:bg-pressed pointer-coarse:size-10"
    >
      {initialsOf(actor)}
    </button>
  );
  return (
    <Menu trigger={trigger} align="end" className="w-60">
      <UserMenuItems actor={actor} onLeave={leave} />
    </Menu>
  );
}

function initialsOf({ name, email }: Actor): string {
  const words = (name ?? email).split(/[\s.@_-]+/).filter(Boolean);
  const [first = "?", second = ""] = words;
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}
