import { forbidden } from "next/navigation";
import type { ReactNode } from "react";
import { AdminNavigation } from "@/components/admin/admin-navigation";
import { hasRole } from "@/lib/model/actor";
import { requireActor } from "@/lib/next/require-actor";

/** Answers 403 before anything is sent; every verb behind these pages asks for the role again. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  if (!hasRole(await requireActor(), "admin")) forbidden();
  return (
    <div className="pb-12">
      <header className="border-b border-hairline px-4 pt-3">
        <h1 className="text-xl font-semibold">Admin</h1>
        <AdminNavigation />
      </header>
      {children}
    </div>
  );
}
