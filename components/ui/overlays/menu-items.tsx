"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { FLOATING_ITEM } from "./floating-class";

export interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  /** Words at the right, for example a shortcut. */
  hint?: ReactNode;
  onClick?: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** Renders the item as this element: `<Link href="/tasks" />`. */
  render?: ReactElement;
}

export function MenuItem({ children, icon, hint, onClick, disabled, danger, render }: MenuItemProps) {
  const content = (
    <>
      {icon && <span className="text-muted [&>svg]:size-4">{icon}</span>}
      <span className="flex-1">{children}</span>
      {hint && <span className="pl-4 text-sm text-muted">{hint}</span>}
    </>
  );
  const className = cx(FLOATING_ITEM, danger && "text-danger");
  if (render?.type !== undefined && render.type !== "button") {
    return (
      <Base.LinkItem closeOnClick render={render} onClick={onClick} className={className}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item
      disabled={disabled}
      render={render}
      nativeButton={render?.type === "button"}
      onClick={onClick}
      className={cx(className, "w-full text-left")}
    >
      {content}
    </Base.Item>
  );
}

export interface MenuCheckboxItemProps {
  children: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** Stays open, so that several can be ticked. */
export function MenuCheckboxItem({ children, checked, onCheckedChange, disabled }: MenuCheckboxItemProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      disabled={disabled}
      className={FLOATING_ITEM}
    >
      <Tick>
        <Base.CheckboxItemIndicator>
          <Check className="size-4 text-accent" aria-hidden />
        </Base.CheckboxItemIndicator>
      </Tick>
      {children}
    </Base.CheckboxItem>
  );
}

export interface MenuRadioGroupProps<V extends string> {
  label?: string;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; disabled?: boolean }[];
}

export function MenuRadioGroup<V extends string>({ label, value, onValueChange, options }: MenuRadioGroupProps<V>) {
  return (
    <Base.Group>
      {label && <MenuLabel>{label}</MenuLabel>}
      <Base.RadioGroup value={value} onValueChange={(next) => onValueChange(next as V)}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            disabled={option.disabled}
            closeOnClick
            className={FLOATING_ITEM}
          >
            <Tick>
              <Base.RadioItemIndicator>
                <Check className="size-4 text-accent" aria-hidden />
              </Base.RadioItemIndicator>
            </Tick>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** Only inside `MenuGroup` or `MenuRadioGroup`. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-medium text-muted">{children}</Base.GroupLabel>;
}

export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <Base.Group>
      {label && <MenuLabel>{label}</MenuLabel>}
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-hairline" />;
}

function Tick({ children }: { children: ReactNode }) {
  return <span className="grid w-4 shrink-0">{children}</span>;
}
