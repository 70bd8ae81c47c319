"use client";

import { LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { useTheme } from "next-themes";
import { useTransition } from "react";
import { Menu } from "@/components/ui/menu";
import { MenuItem, MenuRadioGroup, MenuSeparator } from "@/components/ui/menu-items";
import type { Actor } from "@/lib/actor";

const THEMES = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function UserMenu({ actor, onSignOut }: { actor: Actor; onSignOut: () => Promise<void> }) {
  const { theme = "system", setTheme } = useTheme();
  const [leaving, leave] = useTransition();
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
      <div className="px-2 py-1.5">
        <div className="truncate font-medium">{actor.name ?? actor.email}</div>
        <div className="truncate text-sm text-muted">
          {actor.name ? `${actor.email} · ` : ""}
          {actor.role}
        </div>
      </div>
      <MenuSeparator />
      <MenuRadioGroup label="Theme" value={theme} onValueChange={setTheme} options={THEMES} />
      <MenuSeparator />
      <MenuItem icon={<Settings />} render={<Link href="/settings" />}>
        Settings
      </MenuItem>
      <MenuItem icon={<LogOut />} onClick={() => leave(onSignOut)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

function initialsOf({ name, email }: Actor): string {
  const words = (name ?? email).split(/[\s.@_-]+/).filter(Boolean);
  const [first = "?", second = ""] = words;
  return (first.charAt(0) + second.charAt(0)).toUpperCase();
}
