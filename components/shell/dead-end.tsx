import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

/** A page that leads nowhere: what it is, why, and the way back. */
export function DeadEnd({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        <Link href="/" className={buttonClass("primary")}>
          Go to the tables
        </Link>
      }
    >
      {children}
    </EmptyState>
  );
}
