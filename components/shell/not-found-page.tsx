import { SearchX } from "lucide-react";
import { DeadEnd } from "./dead-end";

export function NotFoundPage() {
  return (
    <DeadEnd icon={<SearchX aria-hidden />} title="There is nothing at this address.">
      The link may be old, or what it led to is not for your role.
    </DeadEnd>
  );
}
