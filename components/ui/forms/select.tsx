"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { CONTROL_HEIGHT, type ControlSize } from "./control-class";
import { useFieldControl } from "./field-context";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_ITEM, FLOATING_LAYER } from "@/components/ui/overlays/floating-class";

export interface SelectOption<V extends string> {
  value: V;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  value?: V | null;
  defaultValue?: V | null;
  onValueChange?: (value: V) => void;
  placeholder?: string;
  size?: ControlSize;
  name?: string;
  id?: string;
  disabled?: boolean;
  /** Opens as soon as it appears, for example in a cell being edited. */
  defaultOpen?: boolean;
  onOpenChangeComplete?: (open: boolean) => void;
  "aria-label"?: string;
  className?: string;
}

/** One of a short list. For long or searched lists use `Combobox`. */
export function Select<V extends string>(props: SelectProps<V>) {
  const { options, onValueChange, placeholder, size = "md", className, "aria-label": ariaLabel, ...root } = props;
  const { id, ...field } = useFieldControl({ id: root.id });
  return (
    <Base.Root<V>
      {...root}
      id={id}
      items={options}
      modal={false}
      onValueChange={(value) => value !== null && onValueChange?.(value)}
    >
      <Base.Trigger
        {...field}
        aria-label={ariaLabel}
        className={cx(
          "inline-flex min-w-0 items-center justify-between gap-2 rounded-md border border-control bg-surface text-left text-ink focus-ring",
          "hover:bg-sunken data-invalid:border-danger data-disabled:opacity-50 pointer-coarse:min-h-10",
          CONTROL_HEIGHT[size],
          className,
        )}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-muted" />
        <Base.Icon className="text-muted">
          <ChevronsUpDown className="size-3.5" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className={FLOATING_LAYER}>
          <Base.Popup className={cx(FLOATING, "min-w-(--anchor-width)")}>
            <Base.List className="max-h-[min(22rem,var(--available-height))] overflow-y-auto overscroll-contain p-1">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={FLOATING_ITEM}>
                  <span className="grid w-4">
                    <Base.ItemIndicator>
                      <Check className="size-4 text-accent" aria-hidden />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText className="truncate">{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
