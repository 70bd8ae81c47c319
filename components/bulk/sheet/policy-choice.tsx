"use client";

import { RadioGroup } from "@/components/ui/forms/radio-group";
import type { ConflictPolicy, ErrorPolicy } from "@/lib/bulk/model/policies";
import { number } from "@/components/values/count-words";
import { SheetSection } from "./sheet-section";

export interface PolicyChoiceProps {
  deletes: boolean;
  errorPolicy: ErrorPolicy;
  onErrorPolicy: (policy: ErrorPolicy) => void;
  conflictPolicy: ConflictPolicy;
  onConflictPolicy: (policy: ConflictPolicy) => void;
  total: number;
  maxAtomicRecords: number;
}

/** The two policies in plain words. */
export function PolicyChoice(props: PolicyChoiceProps) {
  const { deletes, total, maxAtomicRecords } = props;
  const tooMany = total > maxAtomicRecords;
  return (
    <>
      <SheetSection title="If a record is refused">
        <RadioGroup
          aria-label="If a record is refused"
          value={props.errorPolicy}
          onValueChange={props.onErrorPolicy}
          options={[
            { value: "skip_failed", label: "skip it and go on, list it at the end" },
            {
              value: "all_or_nothing",
              label: deletes ? "delete nothing at all" : "change nothing at all",
              hint: tooMany ? `Up to ${number(maxAtomicRecords)} records.` : undefined,
              disabled: tooMany,
            },
          ]}
        />
      </SheetSection>
      <SheetSection title="If somebody else changes a record meanwhile">
        <RadioGroup
          aria-label="If somebody else changes a record meanwhile"
          value={props.conflictPolicy}
          onValueChange={props.onConflictPolicy}
          options={[
            { value: "skip", label: "leave it as they made it, list it at the end" },
            { value: "overwrite", label: deletes ? "delete it all the same" : "change it all the same" },
          ]}
        />
      </SheetSection>
    </>
  );
}
