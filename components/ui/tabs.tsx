"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "./cx";
import { number } from "@/lib/model/locale";

export interface TabDef<V extends string> {
  value: V;
  label: ReactNode;
  /** Shown behind the label, for example 13 refused. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps<V extends string> {
  tabs: readonly TabDef<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  "aria-label"?: string;
  className?: string;
}

export function Tabs<V extends string>({
  tabs,
  value,
  defaultValue,
  onValueChange,
  className,
  "aria-label": label,
}: TabsProps<V>) {
  return (
    <Base.Root
      value={value}
      defaultValue={defaultValue ?? (value === undefined ? tabs[0]?.value : undefined)}
      onValueChange={(next) => onValueChange?.(next as V)}
      className={cx("min-w-0", className)}
    >
      <Base.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-hairline">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-9 shrink-0 items-center gap-1.5 px-2.5 pointer-coarse:h-11 text-base text-muted focus-ring-inset hover:text-ink data-active:font-medium data-active:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-xs text-muted tabular">{number(tab.count)}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width]" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="pt-3 focus-ring">
          <Panel className="">{tab.content}</Panel>
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
