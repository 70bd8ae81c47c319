"use client";

import { failureOf } from "@/components/http/request-failure";
import { useEffect, useRef, useState } from "react";

export interface ComboboxOption {
  value: string;
  label: string;
  /** Quiet words at the right, for example a code or a count. */
  hint?: string;
}

export type ComboboxSearch = (query: string, signal: AbortSignal) => Promise<ComboboxOption[]>;

const PAUSE_MS = 150;

/** Options for what was typed last: earlier answers are aborted, the chosen one always stays among them. */
export function useComboboxSearch(search: ComboboxSearch, chosen: ComboboxOption | null) {
  const [state, setState] = useState({ query: "", found: [] as ComboboxOption[], searching: false, failed: "" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  function ask(query: string): void {
    running.current?.abort();
    const controller = (running.current = new AbortController());
    const { signal } = controller;
    setState((s) => ({ ...s, query, searching: true, failed: "" }));
    const answer = (found: ComboboxOption[], failed: string) => {
      if (!signal.aborted) setState({ query, found, searching: false, failed });
    };
    const send = () =>
      search(query.trim(), signal).then(
        (found) => answer(found, ""),
        (error: unknown) => answer([], `The search failed. ${failureOf(error).message}`),
      );
    const timer = setTimeout(() => void send(), query === "" ? 0 : PAUSE_MS);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  const missing = chosen && !state.found.some((o) => o.value === chosen.value);
  const options = missing ? [...state.found, chosen] : state.found;
  return {
    options,
    query: state.query,
    searching: state.searching,
    matches: state.found.length > 0,
    message: messageOf(state),
    /** Asks once more for the same; only where the search failed. */
    retry: state.failed ? () => ask(state.query) : null,
    ask,
  };
}

function messageOf(state: { query: string; found: ComboboxOption[]; searching: boolean; failed: string }) {
  if (state.searching) return state.found.length === 0 ? "Searching…" : null;
  if (state.failed) return state.failed;
  if (state.found.length === 0) return state.query ? `Nothing matches “${state.query}”.` : "Nothing to choose from.";
  return null;
}
