"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/shell/error-page";

/** Inside the frame, so that the way elsewhere stays in reach. */
export default function Error(props: ErrorPageProps) {
  return <ErrorPage {...props} />;
}
