/** Other origins to which a form of ours may lead on, by what is handed in, once per process. */
import { processState } from "../process/process-state";

type FormOrigins = () => readonly string[];

const handed = processState<{ origins?: FormOrigins }>("form origins", () => ({}));

/** Hands in what knows them. It is asked for each answer, since they may become known later. */
export function registerFormOrigins(origins: FormOrigins): void {
  handed.origins = origins;
}

/** The origins at this moment: none before anything was handed in. */
export function formOrigins(): readonly string[] {
  return handed.origins?.() ?? [];
}
