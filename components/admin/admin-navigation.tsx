"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cx } from "@/components/ui/cx";

const PAGES = [
  { href: "/admin", label: "Overview" },
  { href: "/admin/users", label: "Users" },
  { href: "/admin/tables", label: "Tables" },
  { href: "/admin/health", label: "Workers & health" },
  { href: "/admin/deliveries", label: "Deliveries" },
  { href: "/admin/audit", label: "Audit" },
];

export function AdminNavigation() {
  const pathname = usePathname();
  return (
    <nav aria-label="Admin" className="-mx-1 mt-1 flex gap-1 overflow-x-auto">
      {PAGES.map(({ href, label }) => {
        const here = pathname === href || (href !== "/admin" && pathname.startsWith(`${href}/`));
        return (
          <Link
            key={href}
            ref={here ? intoView : undefined}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cx(
              "flex h-9 shrink-0 items-center border-b-2 px-2 focus-ring-inset pointer-coarse:h-11",
              here ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

/** On a phone the tabs are wider than the window, and the one that is open may be the last. */
function intoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "center" });
}
