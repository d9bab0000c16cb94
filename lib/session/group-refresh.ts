/** Groups that a provider gave are read again while people work: by what is handed in, once per process. */
import { processState } from "../process/process-state";
import type { SessionRow } from "./find-session";

/** Reads the groups of a session whose time has come. True when it is to be looked up again. */
export type GroupRefresh = (session: SessionRow) => Promise<boolean>;

const handed = processState<{ refresh?: GroupRefresh }>("group refresh", () => ({}));

/** Hands in what reads groups: sessions themselves know no provider. */
export function registerGroupRefresh(refresh: GroupRefresh): void {
  handed.refresh = refresh;
}

/** Reads a session's groups again, if somebody can: false before anything was handed in. */
export async function refreshGroupsOf(session: SessionRow): Promise<boolean> {
  return (await handed.refresh?.(session)) ?? false;
}
