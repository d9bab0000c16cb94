/** Keeps an error while drawing one chart from taking the page with it. */
"use client";
import { Component, type ReactNode } from "react";

interface Props {
  onError: () => void;
  children: ReactNode;
}

export class ChartBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onError();
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
