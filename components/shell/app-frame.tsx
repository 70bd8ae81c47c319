"use client";

import { Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { IconButton } from "@/components/ui/icon-button";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import { type Actor, hasRole } from "@/lib/model/actor";
import type { NavigationTable } from "./navigation";
import { Sidebar } from "./sidebar";
import { UserMenu } from "./user-menu";
import { Wordmark } from "./wordmark";

const NavigationSheet = lazySheet(async () => (await import("./navigation-sheet")).NavigationSheet);

export interface AppFrameProps {
  actor: Actor;
  tables: NavigationTable[];
  initiallyFolded: boolean;
  /** Live indicator and running tasks. */
  tray: ReactNode;
  onSignOut: () => Promise<void>;
  children: ReactNode;
}

/** Header, navigation and one scrolling content area; pages may fill its height. */
export function AppFrame({ actor, tables, initiallyFolded, tray, onSignOut, children }: AppFrameProps) {
  const [menuAt, setMenuAt] = useState<string>();
  const pathname = usePathname();
  const admin = hasRole(actor, "admin");
  return (
    <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[44px_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-70 -translate-y-20 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header className="col-span-2 flex items-center gap-2 border-b border-hairline bg-surface px-2 md:px-3">
        <IconButton
          label="Open the navigation"
          icon={<MenuIcon className="size-5" />}
          tooltip={false}
          className="md:hidden"
          onClick={() => setMenuAt(pathname)}
        />
        <Link href="/" className="inline-flex items-center rounded-sm focus-ring pointer-coarse:min-h-10">
          <Wordmark />
        </Link>
        <div className="ml-auto flex min-w-0 items-center gap-1.5">
          <Panel what="The tasks" className="">
            {tray}
          </Panel>
          <Panel what="Your account" className="">
            <UserMenu actor={actor} onSignOut={onSignOut} />
          </Panel>
        </div>
      </header>
      <Panel what="The navigation">
        <Sidebar tables={tables} admin={admin} initiallyFolded={initiallyFolded} />
      </Panel>
      <main
        id="content"
        tabIndex={-1}
        className="col-start-2 min-h-0 min-w-0 overflow-auto outline-none max-md:col-span-2 max-md:col-start-1"
      >
        {children}
      </main>
      {/* Open only on the page where it was opened: following a link closes it. */}
      <NavigationSheet
        tables={tables}
        open={menuAt === pathname}
        onOpenChange={(open) => setMenuAt(open ? pathname : undefined)}
        admin={admin}
      />
    </div>
  );
}
