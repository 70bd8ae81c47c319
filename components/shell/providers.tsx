"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { RequestFailure } from "@/components/http/request";
import { PageLayers } from "@/components/ui/overlays/page-layers";

/** Everything that pages may count on: theme, URL state, query cache, toasts, tooltips. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: once, refetchOnWindowFocus: false } } }),
  );
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <QueryClientProvider client={client}>
          {children}
          <PageLayers />
        </QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}

/** What was refused with a reason is refused the next time as well: said at once, not a second later. */
function once(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof RequestFailure && error.failure.code !== "FAILED");
}
