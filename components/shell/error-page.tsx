"use client";

import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { digestOf, wordsOf } from "./error-words";

export interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

export function ErrorPage({ error, retry }: ErrorPageProps) {
  const words = wordsOf(error);
  const code = words?.code ?? digestOf(error);
  const signedOut = words?.code === "UNAUTHENTICATED";
  return (
    <EmptyState
      icon={<CircleAlert aria-hidden />}
      title={words?.message ?? "This page could not be shown."}
      action={
        signedOut ? (
          <Link href="/sign-in" className={buttonClass("primary")}>
            Sign in
          </Link>
        ) : (
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <Link href="/" className={buttonClass("secondary")}>
              Back to the tables
            </Link>
          </>
        )
      }
    >
      <span role="alert">
        {words ? "Nothing was changed." : "Nothing was changed. If it happens again, tell your admin"}
        {code && !words && (
          <>
            {" "}
            and quote <code className="font-mono text-sm">{code}</code>
          </>
        )}
        {!words && "."}
      </span>
    </EmptyState>
  );
}
