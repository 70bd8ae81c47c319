"use client";

import { type ComponentType, useState } from "react";
import { later, useLater } from "./later";

/** A sheet or dialog that loads later. Once it was open it stays, so that it can slide out. */
export function lazySheet<P extends { open: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const code = later(load);
  return function LazySheet(props: P) {
    const [wanted, setWanted] = useState(props.open);
    if (props.open && !wanted) setWanted(true);
    const Loaded = useLater(code, wanted);
    return wanted && Loaded ? <Loaded {...props} /> : null;
  };
}
