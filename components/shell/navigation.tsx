"use client";

import { ListChecks, ShieldCheck, Table2 } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Input } from "@/components/ui/forms/input";

export interface NavigationTable {
  name: string;
  label: string;
  /** Null: the one that needs no mention. */
  schema: string | null;
}

/** From so many tables on they are searched instead of looked through. */
const MANY = 15;

export interface NavigationProps {
  tables: NavigationTable[];
  /** Whether the admin pages are for this person. */
  admin: boolean;
  folded?: boolean;
}

export function Navigation({ tables, admin, folded = false }: NavigationProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = folded ? tables : tables.filter(({ name, label }) => `${label} ${name}`.toLowerCase().includes(wanted));
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {tables.length > 0 && (
        <div>
          <h2 className={folded ? "sr-only" : "px-2 pb-1 text-xs font-medium text-muted"}>Tables</h2>
          {!folded && tables.length > MANY && (
            <Input
              aria-label="Find a table"
              placeholder="Find a table"
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="mb-1 w-full"
            />
          )}
          {bySchema(found).map(([schema, own]) => (
            <section key={schema ?? ""} aria-label={schema ?? undefined}>
              {schema !== null && !folded && (
                <h3 className="truncate px-2 pt-2 pb-1 font-mono text-xs text-muted">{schema}</h3>
              )}
              <ul className="flex flex-col gap-px">
                {own.map((table) => (
                  <NavigationLink
                    key={table.name}
                    href={`/tables/${table.name}`}
                    label={table.label}
                    folded={folded}
                    icon={folded ? <Initials label={table.label} /> : <Table2 className="size-4" aria-hidden />}
                  />
                ))}
              </ul>
            </section>
          ))}
          {found.length === 0 && <p className="px-2 py-1 text-sm text-muted">No table is called so.</p>}
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

/** In the order in which they come, those without a schema first. */
function bySchema(tables: NavigationTable[]): [string | null, NavigationTable[]][] {
  const groups = new Map<string | null, NavigationTable[]>([[null, []]]);
  for (const table of tables) groups.set(table.schema, [...(groups.get(table.schema) ?? []), table]);
  return [...groups].filter(([, own]) => own.length > 0);
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
