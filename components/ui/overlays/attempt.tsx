"use client";

import { Component, type ReactNode } from "react";

export interface AttemptProps {
  /** Another value is another attempt. */
  again: unknown;
  fallback: ReactNode;
  onFail?: () => void;
  children: ReactNode;
}

/** What could not be loaded is no error of the page: `fallback` stands in for it. */
export class Attempt extends Component<AttemptProps, { failed: boolean; again: unknown }> {
  override state = { failed: false, again: this.props.again };

  static getDerivedStateFromProps({ again }: AttemptProps, state: { again: unknown }) {
    return again === state.again ? null : { failed: false, again };
  }

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onFail?.();
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
