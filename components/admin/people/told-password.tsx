"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";

/** A password to hand over, copied with one click; there is no second look at it. */
export function ToldPassword({ told: { email, password } }: { told: Told }) {
  const [copied, setCopied] = useState<"yes" | "refused" | null>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(password);
      setCopied("yes");
    } catch {
      setCopied("refused");
    }
  }
  return (
    <div className="flex flex-col gap-3">
      <p>
        Hand it over so that nobody else can read it. It is shown now and never again; they can change it in their
        settings.
      </p>
      <div className="flex items-end gap-2">
        <Field label={`Password of ${email}`} className="flex-1">
          <Input
            readOnly
            autoFocus
            value={password}
            spellCheck={false}
            className="font-mono"
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </Field>
        <Button onClick={() => void copy()}>
          {copied === "yes" ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />}
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
      </div>
      <p role="status" className="text-sm text-muted empty:hidden">
        {copied === "refused" && "The browser refuses to copy: select the password and copy it yourself."}
      </p>
    </div>
  );
}
