"use client";

import { fieldProps, type ValueEditorProps } from "@/components/editors/editor-props";
import { Input } from "@/components/ui/forms/input";

export interface WaitingSearchProps extends ValueEditorProps {
  text: string;
  onText: (text: string) => void;
}

/** Takes the search for a record while the list that finds it loads; that goes on with the same text. */
export function WaitingSearch(props: WaitingSearchProps) {
  const { text, valueLabel, onText } = props;
  return (
    <Input
      {...fieldProps(props)}
      aria-busy
      placeholder={valueLabel ?? "Search…"}
      value={text}
      onValueChange={onText}
      onKeyDown={(event) => {
        // Nothing is found yet that they could take.
        if (text === "" || (event.key !== "Enter" && event.key !== "Tab")) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
