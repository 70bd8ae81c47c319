"use client";

import { type ComponentType, lazy, useState } from "react";
import { loadWhenIdle } from "./load-when-idle";

/** How long a failure is remembered: whoever wants it after that tries again. */
const FAILED_MS = 1_000;

/**
 * A component whose code loads when it is first drawn, or before that in an idle moment. Draw it within a `Suspense`;
 * once it has been loaded, it is drawn at once. At the top of a module, and nowhere else.
 */
export function lazyComponent<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  let code = attempt();
  function attempt(): ComponentType<P> {
    return lazy(async () => {
      try {
        return { default: (loaded = await load()) };
      } catch (error) {
        setTimeout(() => (code = attempt()), FAILED_MS);
        throw error;
      }
    });
  }
  loadWhenIdle(async () => (loaded ??= await load()));
  return function Lazy(props: P) {
    // One and the same for as long as it is drawn: another would begin afresh.
    const [Code] = useState<ComponentType<P>>(() => loaded ?? code);
    return <Code {...props} />;
  };
}
