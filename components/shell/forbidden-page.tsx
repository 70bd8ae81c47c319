import { ShieldX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

export function ForbiddenPage() {
  return (
    <EmptyState
      icon={<ShieldX aria-hidden />}
      title="This page is for admins."
      action={
        <Link href="/" className={buttonClass("primary")}>
          Go to the tables
        </Link>
      }
    >
      Your role doesn’t open it. If you need it, ask an admin to change your role.
    </EmptyState>
  );
}
