"use client";

import { ListChecks, ShieldCheck, Table2 } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface NavigationTable {
  name: string;
  label: string;
}

export interface NavigationProps {
  tables: NavigationTable[];
  /** Whether the admin pages are for this person. */
  admin: boolean;
  folded?: boolean;
}

export function Navigation({ tables, admin, folded = false }: NavigationProps) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {tables.length > 0 && (
        <div>
          <h2 className={folded ? "sr-only" : "px-2 pb-1 text-xs font-medium text-muted"}>Tables</h2>
          <ul className="flex flex-col gap-px">
            {tables.map((table) => (
              <NavigationLink
                key={table.name}
                href={`/tables/${table.name}`}
                label={table.label}
                folded={folded}
                icon={folded ? <Initials label={table.label} /> : <Table2 className="size-4" aria-hidden />}
              />
            ))}
          </ul>
        </div>
      )}
      <ul className={cx("flex flex-col gap-px", tables.length > 0 && "border-t border-hairline pt-4")}>
        <NavigationLink
          href="/tasks"
          label="Tasks"
          folded={folded}
          icon={<ListChecks className="size-4" aria-hidden />}
        />
        {admin && (
          <NavigationLink
            href="/admin"
            label="Admin"
            folded={folded}
            icon={<ShieldCheck className="size-4" aria-hidden />}
          />
        )}
      </ul>
    </nav>
  );
}

function NavigationLink({
  href,
  label,
  icon,
  folded,
}: {
  href: string;
  label: string;
  icon: ReactNode;
  folded: boolean;
}) {
  const pathname = usePathname();
  const here = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <li>
      <Link
        href={href}
        data-tooltip={folded ? label : undefined}
        data-tooltip-side="right"
        aria-current={here ? "page" : undefined}
        className={cx(
          "flex h-8 items-center gap-2 rounded-md px-2 focus-ring-inset pointer-coarse:h-11 [&_svg]:shrink-0",
          here ? "bg-selection font-medium text-ink [&_svg]:text-accent" : "text-muted hover:bg-hover hover:text-ink",
        )}
      >
        <OnItsWay>
          {icon}
          <span className={folded ? "sr-only" : "truncate"}>{label}</span>
        </OnItsWay>
      </Link>
    </li>
  );
}

/** Within a link: answers a click at once where the page takes a while to come. */
function OnItsWay({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus();
  return (
    <span className={cx("contents", pending && "[&>*]:animate-pulse [&>*]:[animation-delay:150ms]")}>{children}</span>
  );
}

/** Five equal table icons would say nothing: folded, a table shows its first letters. */
function Initials({ label }: { label: string }) {
  const words = label.split(/\s+/);
  const text = words.length > 1 ? words.map((word) => word[0]).join("") : label;
  return (
    <span aria-hidden className="w-4 text-center text-xs font-semibold">
      {text.slice(0, 2)}
    </span>
  );
}
