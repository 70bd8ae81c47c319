"use client";

import { Search } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { Input } from "@/components/ui/forms/input";

const PAUSE_MS = 300;

export function UserSearch() {
  const [pending, startTransition] = useTransition();
  const [{ q }, set] = useQueryStates(
    { q: parseAsString.withDefault(""), after: parseAsString },
    { shallow: false, startTransition },
  );
  return (
    <div role="search" aria-label="Users" aria-busy={pending} className="relative max-w-sm min-w-48 flex-1">
      <Search
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
      <Input
        type="search"
        aria-label="Search for a name or an address"
        placeholder="Search…"
        maxLength={200}
        value={q}
        onValueChange={(text) =>
          void set({ q: text, after: null }, { limitUrlUpdates: text === "" ? undefined : debounce(PAUSE_MS) })
        }
        className="pl-8!"
      />
    </div>
  );
}
