import type { NextConfig } from "next";

const SECURITY_HEADERS = [
  {
    key: "Content-Security-Policy",
    value:
      "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self' https://github.com https://accounts.google.com",
  },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  agentRules: false,
  // For `forbidden()`: a page that is not for this role answers 403 with words, not an error.
  experimental: { authInterrupts: true },
  poweredByHeader: false,
  // It would lie on the navigation; errors still open their overlay.
  devIndicators: false,
  // Native or run-time imports that a bundle would break.
  serverExternalPackages: ["pg", "argon2", "pino", "rate-limiter-flexible", "drizzle-orm", "jiti"],
  // A host that is sent only what the pages import is sent the user's own settings, too.
  ...(process.env.SWATH_CONFIG ? { outputFileTracingIncludes: { "/*": [process.env.SWATH_CONFIG] } } : {}),
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
};

export default config;
