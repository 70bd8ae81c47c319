"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Navigation, type NavigationProps } from "./navigation";
import { rememberSidebar } from "./sidebar-cookie";

/** The navigation beside the page; folds to icons. Phones have it in a sheet instead. */
export function Sidebar({
  initiallyFolded,
  ...navigation
}: Omit<NavigationProps, "folded"> & { initiallyFolded: boolean }) {
  const [folded, setFolded] = useState(initiallyFolded);
  const toggle = () => {
    rememberSidebar(!folded);
    setFolded(!folded);
  };
  return (
    <aside
      className={cx("flex min-h-0 flex-col border-r border-hairline bg-page max-md:hidden", folded ? "w-12" : "w-52")}
    >
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        <Navigation {...navigation} folded={folded} />
      </div>
      <div className="p-2">
        <IconButton
          label={folded ? "Unfold the sidebar" : "Fold the sidebar"}
          icon={folded ? <PanelLeftOpen className="size-4" /> : <PanelLeftClose className="size-4" />}
          className="text-muted"
          onClick={toggle}
        />
      </div>
    </aside>
  );
}
