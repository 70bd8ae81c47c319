"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useState } from "react";

/** Which record the drawer shows, in the URL: a link opens it, the back button closes it. */
export function useOpenRecord() {
  const [id, setId] = useQueryState("record", parseAsString.withOptions({ history: "push" }));
  // Kept while the drawer slides out.
  const [last, setLast] = useState(id);
  if (id !== null && id !== last) setLast(id);
  const open = useCallback((record: string) => void setId(record), [setId]);
  const close = useCallback(() => void setId(null), [setId]);
  return { id: last, isOpen: id !== null, open, close };
}
