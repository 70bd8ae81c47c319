"use client";

import { Sheet } from "@/components/ui/overlays/sheet";
import { Navigation, type NavigationTable } from "./navigation";
import { Wordmark } from "./wordmark";

export interface NavigationSheetProps {
  tables: NavigationTable[];
  admin: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The navigation on a phone. */
export function NavigationSheet({ tables, admin, open, onOpenChange }: NavigationSheetProps) {
  return (
    <Sheet side="left" open={open} onOpenChange={onOpenChange} title={<Wordmark />}>
      <Navigation tables={tables} admin={admin} />
    </Sheet>
  );
}
