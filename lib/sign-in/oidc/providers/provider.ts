/** One identity provider, ready to use: its settings completed by its preset. */
import { type ClaimNames, plain, presets } from "./presets";
import type { ProviderSettings } from "./settings";

export interface Provider
  extends Omit<ProviderSettings, "claims" | "label" | "icon" | "issuer" | "scopes"> {
  label: string;
  icon: string;
  issuer: string;
  /** Separated by spaces. */
  scopes: string;
  claims: ClaimNames;
  authorizationParams: Record<string, string>;
  api: "github" | undefined;
  issuerDiffers: boolean;
  domainClaim: string | undefined;
  /** Whether it can be asked to have somebody sign in anew, and says in the ID token when they did. */
  signsInAnew: boolean;
}

/** How people come by it, as sessions and the audit log have it. */
export const viaOf = ({ id }: Pick<Provider, "id">) => `oidc:${id}`;

/** The provider, or what its issuer must be. */
export function completed(settings: ProviderSettings): Provider | { issuerError: string } {
  const preset = settings.preset ? presets[settings.preset] : plain;
  const issuer = settings.issuer ?? preset.issuer;
  if (!issuer) return { issuerError: `must be set, such as ${preset.example}` };
  if (preset.anybody?.test(issuer)) {
    return { issuerError: `lets anybody in; use your own organisation’s: ${preset.example}` };
  }
  const given = Object.entries(settings.claims).filter(([, name]) => name !== undefined);
  return {
    ...settings,
    label: settings.label ?? preset.label,
    icon: settings.icon ?? preset.icon,
    issuer,
    scopes: settings.scopes ?? preset.scopes,
    claims: { ...preset.claims, ...Object.fromEntries(given) },
    authorizationParams: { ...preset.authorizationParams, ...settings.authorizationParams },
    api: preset.api,
    issuerDiffers: preset.issuerDiffers ?? false,
    domainClaim: preset.domainClaim,
    signsInAnew: preset.signsInAnew ?? true,
  };
}
