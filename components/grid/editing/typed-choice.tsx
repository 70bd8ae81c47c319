"use client";

import { type KeyboardEvent, useId, useLayoutEffect, useRef } from "react";
import { type Choice, choicesLike } from "@/components/editors/choices";
import { fieldProps, type ValueEditorProps } from "@/components/editors/editor-props";
import { Input } from "@/components/ui/forms/input";
import { FLOATING } from "@/components/ui/overlays/floating-class";
import { cx } from "@/components/ui/cx";
import { keepInSight } from "./keep-in-sight";

export interface TypedChoiceProps extends ValueEditorProps {
  text: string;
  /** What is typed now; the first choice that begins with it is its value. */
  onText: (text: string) => void;
}

/** One of a few choices by its first letters: Enter, Tab or leaving takes what is marked, arrows mark another. */
export function TypedChoice(props: TypedChoiceProps) {
  const { column, text, value, onText, onChange, onCommit } = props;
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const choices = choicesLike(column, text);
  const marked = choices.findIndex((choice) => choice.value === value);
  const optionId = (choice: Choice) => `${id}-${String(choice.value)}`;
  useLayoutEffect(() => {
    if (list.current) keepInSight(list.current);
  });

  function onKeyDown({ key }: KeyboardEvent): void {
    const next = choices[key === "ArrowDown" ? marked + 1 : key === "ArrowUp" ? marked - 1 : -1];
    if (next) onChange(next.value);
  }

  return (
    <>
      <Input
        {...fieldProps(props)}
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={id}
        aria-activedescendant={choices[marked] && optionId(choices[marked])}
        aria-autocomplete="list"
        value={text}
        onValueChange={onText}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={props["aria-label"]}
        className={cx(
          FLOATING,
          "absolute top-full left-0 z-30 mt-1 max-h-60 min-w-full overflow-y-auto p-1 empty:hidden",
        )}
      >
        {choices.map((choice, i) => (
          <div
            key={choice.label}
            id={optionId(choice)}
            role="option"
            aria-selected={i === marked}
            className={cx("h-7 truncate rounded-sm px-2 leading-7 hover:bg-hover", i === marked && "bg-hover")}
            tabIndex={-1}
            onMouseDown={(event) => {
              // The field keeps the focus: leaving it would take what is marked.
              event.preventDefault();
              onCommit?.(choice.value);
            }}
          >
            {choice.label}
          </div>
        ))}
      </div>
    </>
  );
}
