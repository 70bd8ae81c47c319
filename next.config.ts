import type { NextConfig } from "next";
import { DATA_HEADERS } from "./lib/next/security-headers";

// Pages get theirs, with a nonce for their scripts, in proxy.ts.
const asHeaders = Object.entries(DATA_HEADERS).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  agentRules: false,
  // For `forbidden()`: a page that is not for this role answers 403 with words, not an error.
  experimental: { authInterrupts: true },
  poweredByHeader: false,
  // It would lie on the navigation; errors still open their overlay.
  devIndicators: false,
  // Native or run-time imports that a bundle would break.
  serverExternalPackages: [
    "pg",
    "argon2",
    "pino",
    "rate-limiter-flexible",
    "drizzle-orm",
    "jiti",
    "graphile-worker",
    "bullmq",
    "ioredis",
  ],
  // A host that is sent only what the pages import is sent the user's own settings, too.
  ...(process.env.SWATH_CONFIG ? { outputFileTracingIncludes: { "/*": [process.env.SWATH_CONFIG] } } : {}),
  headers: async () => ["/api/:path*", "/_next/:path*", "/icon.svg"].map((source) => ({ source, headers: asHeaders })),
};

export default config;
