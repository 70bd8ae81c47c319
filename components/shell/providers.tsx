"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { newQueryClient } from "@/components/http/query-client";
import { PageLayers } from "@/components/ui/overlays/page-layers";
import { NewVersion } from "./new-version";

/** Everything that pages may count on: theme, URL state, query cache, toasts, tooltips. */
export function Providers({ children, nonce }: { children: ReactNode; nonce: string | undefined }) {
  const [client] = useState(newQueryClient);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <NuqsAdapter>
        <QueryClientProvider client={client}>
          {children}
          <PageLayers />
          <NewVersion />
        </QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
