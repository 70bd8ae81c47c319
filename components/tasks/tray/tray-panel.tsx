"use client";

import Link from "next/link";
import { isActive } from "@/lib/bulk/model/states";
import { BrowserOffer } from "./browser-offer";
import { TrayList, type TrayListProps } from "./tray-list";

/** What the tray opens: its tasks, and the way to all of them. */
export function TrayPanel({ tasks, unseen, onFollow }: TrayListProps) {
  const active = tasks.filter((task) => isActive(task.state));
  return (
    <>
      <TrayList tasks={tasks} unseen={unseen} onFollow={onFollow} />
      <BrowserOffer tasks={active} className="border-t border-hairline px-3 py-2.5" />
      <Link
        href="/tasks"
        onClick={onFollow}
        className="block border-t border-hairline px-3 py-2.5 text-sm font-medium text-accent focus-ring-inset hover:bg-hover"
      >
        All tasks
      </Link>
    </>
  );
}
