"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { DataTable } from "@/components/admin/health/data-table";
import { answered } from "@/components/http/answered";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import type { ChooseTableInput, TableChoice } from "@/lib/catalogue/choose-tables";
import type { ActionResult } from "@/lib/model/action-result";
import { about, counted } from "@/lib/model/locale";

export interface ChooseTablesProps {
  choices: TableChoice[];
  onChoose: (input: ChooseTableInput) => Promise<ActionResult<void>>;
}

/** From so many tables on they are searched instead of looked through. */
const MANY = 12;

/** Every table of the database: what can be done with it and why not, and whether people see it. */
export function ChooseTables({ choices, onChoose }: ChooseTablesProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, begin] = useTransition();
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return choices.filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(wanted));
  }, [choices, text]);
  const choose = (input: ChooseTableInput) =>
    begin(async () => {
      const result = await answered(onChoose(input));
      setProblem(result.ok ? null : result.message);
      router.refresh();
    });
  const shown = choices.filter((choice) => choice.shown).length;
  return (
    <section aria-label="Choose your tables">
      <h2 className="text-lg font-semibold">Choose your tables</h2>
      <p className="pb-2 text-muted">
        This database has {counted(choices.length, "table")}; {shown} are shown. Who may edit them is a matter of roles.
      </p>
      {choices.length > MANY && (
        <Input
          aria-label="Find a table"
          placeholder="Find a table"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mb-2 max-w-xs"
        />
      )}
      {problem && <InlineError>{problem}</InlineError>}
      <DataTable
        label="Tables of this database"
        columns={[
          { label: "Shown" },
          { label: "Table" },
          { label: "Records", numeric: true },
          { label: "Key" },
          { label: "What to know" },
        ]}
        rows={found.map((choice) => ({
          key: choice.name,
          cells: [
            <Checkbox
              key="shown"
              aria-label={`Show ${choice.label}`}
              checked={choice.shown}
              disabled={choice.why !== null || pending}
              onCheckedChange={(next) => choose({ table: choice.name, shown: next })}
            />,
            <span key="table">
              {choice.shown ? (
                <Link href={`/tables/${choice.name}`} className="rounded-sm font-medium focus-ring hover:underline">
                  {choice.label}
                </Link>
              ) : (
                choice.label
              )}{" "}
              <span className="text-sm text-muted">{choice.schema}</span>
            </span>,
            choice.estimatedRecords === null ? "–" : about(choice.estimatedRecords),
            choice.key.join(", ") || "–",
            <span key="know" className="block max-w-md text-sm whitespace-normal text-muted">
              {[choice.why, ...choice.limits, choice.notes.join(", ") || null].filter(Boolean).join(" ") ||
                "All can be done."}
            </span>,
          ],
        }))}
      />
    </section>
  );
}
