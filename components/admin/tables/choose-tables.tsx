"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition } from "react";
import { DataTable } from "@/components/admin/health/data-table";
import { answered } from "@/components/http/answered";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import type { TableChoice } from "@/lib/catalogue/choose-tables";
import { about, counted } from "@/lib/model/locale";
import type { ChangeSettings } from "./settings-dialog";

export interface ChooseTablesProps {
  choices: TableChoice[];
  changeSettings: ChangeSettings;
  /** What of the settings no longer fits, or of the user's file can't be read. */
  problems: string[];
}

/** From so many tables on they are searched instead of looked through. */
const MANY = 12;

/** Every table of the database: what can be done with it and why not, and whether people see it. */
export function ChooseTables({ choices, changeSettings, problems }: ChooseTablesProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, begin] = useTransition();
  const found = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return choices.filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(wanted));
  }, [choices, text]);
  const show = (table: string, shown: boolean) =>
    begin(async () => {
      const result = await answered(changeSettings({ table, set: { shown } }));
      setProblem(result.ok ? null : result.message);
      router.refresh();
    });
  const shown = choices.filter((choice) => choice.shown).length;
  return (
    <section aria-label="Choose your tables">
      <h2 className="text-lg font-semibold">Choose your tables</h2>
      <p className="pb-2 text-muted">
        This database has {counted(choices.length, "table")}; {shown} are shown. Who may edit them is a matter of roles.{" "}
        What is set here can live in your own repository:{" "}
        <a href="/api/admin/config" download className="rounded-sm text-accent underline focus-ring">
          export as swath.config.ts
        </a>
        .
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
      {problems.length > 0 && (
        <div role="status" className="mb-3 rounded-md border border-hairline bg-sunken px-3 py-2">
          <p className="font-medium">What is set and doesn’t hold</p>
          <ul className="list-disc pl-5 text-sm">
            {problems.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </div>
      )}
      <DataTable
        label="Tables of this database"
        columns={[
          { label: "Shown" },
          { label: "Table" },
          { label: "Settings" },
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
              disabled={choice.why !== null || choice.fixed || pending}
              onCheckedChange={(next) => show(choice.name, next)}
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
            choice.shown && (
              <Link
                key="settings"
                href={`/admin/tables/${encodeURIComponent(choice.name)}`}
                aria-label={`Settings of ${choice.label}`}
                className="rounded-sm text-accent focus-ring hover:underline"
              >
                Settings
              </Link>
            ),
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
