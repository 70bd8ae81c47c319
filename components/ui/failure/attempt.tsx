"use client";

import { unstable_rethrow } from "next/navigation";
import { Component, type ReactNode } from "react";

export interface AttemptProps {
  /** Another value is another attempt. */
  again: unknown;
  /** What stands there instead of what threw. */
  fallback: (error: unknown) => ReactNode;
  onFail?: (error: unknown) => void;
  children: ReactNode;
}

interface AttemptState {
  thrown: { error: unknown } | null;
  again: unknown;
}

/** What can't be loaded or drawn is no error of the page: `fallback` stands in for it. */
export class Attempt extends Component<AttemptProps, AttemptState> {
  override state: AttemptState = { thrown: null, again: this.props.again };

  static getDerivedStateFromProps({ again }: AttemptProps, state: AttemptState): AttemptState | null {
    return again === state.again ? null : { thrown: null, again };
  }

  static getDerivedStateFromError(error: unknown): Partial<AttemptState> {
    // A redirect or "not found" is for the router.
    unstable_rethrow(error);
    return { thrown: { error } };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFail?.(error);
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    return thrown ? this.props.fallback(thrown.error) : this.props.children;
  }
}
