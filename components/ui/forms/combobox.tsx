"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import type { BaseUIEvent } from "@base-ui/react/types";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CONTROL, CONTROL_HEIGHT, type ControlSize } from "./control-class";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_ITEM, FLOATING_LAYER } from "@/components/ui/overlays/floating-class";
import { useFieldControl } from "./field-context";
import { type ComboboxOption, type ComboboxSearch, useComboboxSearch } from "./use-combobox-search";

export interface ComboboxProps {
  value: ComboboxOption | null;
  onValueChange: (value: ComboboxOption | null) => void;
  /** Asked with "" when the list opens and after each pause in typing; throw to show that the search failed. */
  search: ComboboxSearch;
  placeholder?: string;
  size?: ControlSize;
  disabled?: boolean;
  autoFocus?: boolean;
  /** Begins with this search instead of the name of the value. */
  typed?: string;
  name?: string;
  id?: string;
  "aria-label"?: string;
  className?: string;
}

/** One of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, onValueChange, search, placeholder, size = "md", className, autoFocus, typed, ...rest } = props;
  const { "aria-label": ariaLabel, ...root } = rest;
  const { id, ...field } = useFieldControl({ id: root.id });
  const found = useComboboxSearch(search, value);
  const [open, setOpen] = useState(false);
  const highlighted = useRef(false);

  function begin(input: HTMLInputElement): void {
    if (typed === undefined) input.select();
    else input.setSelectionRange(input.value.length, input.value.length);
    setOpen(true);
    found.ask(typed ?? "");
  }

  /** Enter takes what is highlighted for what is typed; before there is an answer, or without one, it takes nothing. */
  function onKeyDown(event: BaseUIEvent<KeyboardEvent>): void {
    if (event.key !== "Enter" || !open || !found.query) return;
    if (!found.searching && found.matches && highlighted.current) return;
    event.preventBaseUIHandler();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <Base.Root
      {...root}
      id={id}
      items={found.options}
      value={value}
      defaultInputValue={typed}
      onValueChange={onValueChange}
      filter={null}
      autoHighlight
      onItemHighlighted={(option) => (highlighted.current = option !== undefined)}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      itemToStringValue={(option: ComboboxOption) => option.value}
      isItemEqualToValue={(a, b) => a.value === b.value}
      // Typing opens the list too, and has asked by then.
      open={open}
      onOpenChange={(next, { reason }) => {
        setOpen(next);
        if (next && reason !== "input-change") found.ask("");
      }}
      onInputValueChange={(text, { reason }) => reason === "input-change" && found.ask(text)}
    >
      <Base.InputGroup className={cx("relative", className)}>
        <Base.Input
          {...field}
          aria-label={ariaLabel}
          autoFocus={autoFocus}
          // Whoever came here to choose sees what there is.
          onFocus={autoFocus && !open ? (event) => begin(event.currentTarget) : undefined}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          className={cx(CONTROL, CONTROL_HEIGHT[size], "pr-12")}
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-muted">
          <Base.Clear aria-label="Clear" className="grid size-6 place-items-center rounded-sm hover:bg-hover">
            <X className="size-3.5" aria-hidden />
          </Base.Clear>
          <Base.Trigger aria-label="Show the list" className="grid size-6 place-items-center rounded-sm hover:bg-hover">
            <ChevronsUpDown className="size-3.5" aria-hidden />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className={FLOATING_LAYER}>
          <Base.Popup aria-busy={found.searching || undefined} className={cx(FLOATING, "w-(--anchor-width) min-w-72")}>
            <Base.Status className="px-3 text-sm text-muted not-empty:py-2">{found.message}</Base.Status>
            {found.retry && (
              <Button
                size="sm"
                className="mx-3 mb-2"
                // The focus stays in the field: where it is a cell's, leaving it would end the edit.
                onMouseDown={(event) => event.preventDefault()}
                onClick={found.retry}
              >
                Try again
              </Button>
            )}
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className={FLOATING_ITEM}>
                  <span className="grid w-4 shrink-0">
                    <Base.ItemIndicator>
                      <Check className="size-4 text-accent" aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1 truncate text-left">{option.label}</span>
                  {option.hint && <span className="ml-auto shrink-0 pl-2 text-sm text-muted">{option.hint}</span>}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
