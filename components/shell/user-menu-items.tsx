"use client";

import { LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { useTheme } from "next-themes";
import { MenuItem, MenuRadioGroup, MenuSeparator } from "@/components/ui/overlays/menu-items";
import type { Actor } from "@/lib/model/actor";

const THEMES = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Who this is, the theme, and the way out. */
export function UserMenuItems({ actor, onLeave }: { actor: Actor; onLeave: () => void }) {
  const { theme = "system", setTheme } = useTheme();
  return (
    <>
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
      <MenuItem icon={<LogOut />} onClick={onLeave}>
        Sign out
      </MenuItem>
    </>
  );
}
