import type { ComboboxSearch } from "@/components/ui/forms/use-combobox-search";

/** Asks for records that a foreign key may refer to. */
export function searchReferences(table: string, column: string): ComboboxSearch {
  return async (query, signal) => {
    const url = `/api/tables/${encodeURIComponent(table)}/references/${encodeURIComponent(column)}`;
    const response = await fetch(`${url}?${new URLSearchParams({ q: query })}`, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { items } = (await response.json()) as { items: { id: string; label: string }[] };
    return items.map(({ id, label }) => ({ value: id, label, hint: id === label ? undefined : shortId(id) }));
  };
}

function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 8)}…` : id;
}
