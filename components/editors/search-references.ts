import { getJson } from "@/components/http/request";
import type { ComboboxSearch } from "@/components/ui/forms/use-combobox-search";

/** Asks for records that a foreign key may refer to. @throws RequestFailure, and whatever aborting throws */
export function searchReferences(table: string, column: string): ComboboxSearch {
  return async (query, signal) => {
    const url = `/api/tables/${encodeURIComponent(table)}/references/${encodeURIComponent(column)}`;
    const { items } = await getJson<{ items: { id: string; label: string }[] }>(
      `${url}?${new URLSearchParams({ q: query })}`,
      { signal, has: ["items"] },
    );
    return items.map(({ id, label }) => ({ value: id, label, hint: id === label ? undefined : shortId(id) }));
  };
}

function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 8)}…` : id;
}
