import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

export function NotFoundPage() {
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="There is nothing at this address."
      action={
        <Link href="/" className={buttonClass("primary")}>
          Go to the tables
        </Link>
      }
    >
      The link may be old, or what it led to is not for your role.
    </EmptyState>
  );
}
