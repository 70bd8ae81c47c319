/** Of every answer. */
const USUAL: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Of what is no page: nothing in it is ever run or shown in a frame. */
export const DATA_HEADERS: Record<string, string> = {
  ...USUAL,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

interface Page {
  /** Goes with every script of this page, and only with them. */
  nonce: string;
  isHttps: boolean;
  isDevelopment: boolean;
}

/** Of a page: it runs its own scripts and no others, whatever a value in it may look like. */
export function pageHeaders({ nonce, isHttps, isDevelopment }: Page): Record<string, string> {
  return {
    ...USUAL,
    "content-security-policy": contentSecurityPolicy(nonce, isDevelopment),
    ...(isHttps && { "strict-transport-security": "max-age=31536000" }),
  };
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    // React's development build evaluates code to show where an error comes from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Widths and places of cells are style attributes, in the first HTML as well.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self' https://github.com https://accounts.google.com",
  ].join("; ");
}
