import { ShieldX } from "lucide-react";
import { DeadEnd } from "./dead-end";

export function ForbiddenPage() {
  return (
    <DeadEnd icon={<ShieldX aria-hidden />} title="This page is for admins.">
      Your role doesn’t open it. If you need it, ask an admin to change your role.
    </DeadEnd>
  );
}
