"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/shell/error-page";

export default function Error(props: ErrorPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorPage {...props} />
    </main>
  );
}
