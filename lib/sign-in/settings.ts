/** All settings at once, those of the ways in among them: what a start refuses to begin with. */
import { type Env, envError, providerSource, readEnv, type Variables } from "../config/env";
import { readProviders } from "./oidc/providers/read";

/**
 * Checks this process's settings, or other variables. Throws EnvError, whose one message names
 * every variable that is wrong.
 */
export function checkSettings(variables?: Variables): Env {
  const read = readEnv(variables);
  const { errors } = readProviders(providerSource(variables));
  if ("errors" in read) throw envError([...read.errors, ...errors]);
  if (errors.length > 0) throw envError(errors);
  return read.env;
}
