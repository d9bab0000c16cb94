/** Forgets what this process knows of providers, as a process that has just started. */
import { processState } from "@/lib/process/process-state";

/** Their metadata, and that it could not be had. */
export const forgetMetadata = () =>
  processState("provider metadata", () => new Map<string, unknown>()).clear();

/** Their signing keys. */
export const forgetKeys = () =>
  processState("provider keys", () => new Map<string, unknown>()).clear();
