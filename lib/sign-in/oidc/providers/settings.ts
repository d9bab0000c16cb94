/** What is set for one identity provider, and what each setting must be. */
import { z } from "zod";
import { errorOf, groupName } from "../../../people/user-fields";
import { presetNames } from "./presets";
import { privateKeyOf } from "./private-key";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
/** These belong to the flow itself. */
const OWN_PARAMETERS =
  /^(client_id|client_secret|redirect_uri|response_type|response_mode|scope|state|nonce|code_challenge|code_challenge_method|request|request_uri)$/;

/** Small pictures beside a label; anything else is given as a `data:` address. */
export const iconNames = ["key", "building", "globe", "shield", "users"] as const;

const text = z.string({ error: "must be a text" }).trim().min(1, "must not be empty");
const list = z.array(text, { error: "must be a list of texts" }).min(1, "must not be empty");
const flag = z.boolean({ error: "must be true or false" });

const issuer = text.refine(isIssuer, {
  error: "must be an https address without ? or #, such as https://login.example.com/realms/main",
});
const id = text.regex(
  /^(?!credentials$)[a-z0-9][a-z0-9-]{0,39}$/,
  "must have small letters, digits and hyphens only, such as acme-eu",
);
const icon = text.max(20_000, "must have at most 20,000 characters").refine(isIcon, {
  error: `must be one of ${iconNames.join(", ")}, or data:image/svg+xml;base64,…`,
});
const privateKey = text.refine(isPrivateKey, {
  error:
    "must be a private key: PEM (PKCS #8), or a JWK as JSON; RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519",
});
const domain = text.toLowerCase().regex(/^[^@\s]+\.[^@\s]+$/, "must be like example.com");
const authorizationParams = z
  .record(z.string(), z.string({ error: "must be a text" }), {
    error: "must be an object of texts",
  })
  .refine((params) => !Object.keys(params).some((name) => OWN_PARAMETERS.test(name)), {
    error: "must not have parameters that Foyer sets itself, such as state, scope or redirect_uri",
  });
const claims = z
  .strictObject(
    {
      username: text.optional(),
      email: text.optional(),
      displayName: text.optional(),
      groups: text.optional(),
    },
    { error: objectError("username, email, displayName, groups") },
  )
  .default({});
const choice = <const T extends string>(...names: [T, ...T[]]) =>
  z.enum(names, { error: `must be ${names.map((name) => `"${name}"`).join(" or ")}` });

/** One provider as it may be written; what is missing comes from its preset or is left alone. */
export const providerSettings = z
  .strictObject(
    {
      id,
      preset: z.enum(presetNames, { error: `must be one of ${presetNames.join(", ")}` }).optional(),
      label: text.max(60, "must have at most 60 characters").optional(),
      icon: icon.optional(),
      issuer: issuer.optional(),
      clientId: text,
      clientSecret: text.optional(),
      privateKey: privateKey.optional(),
      scopes: text.optional(),
      authorizationParams: authorizationParams.optional(),
      claims,
      groupsSeparator: z.string().min(1, "must not be empty").optional(),
      allowedDomains: z.array(domain, { error: "must be a list of texts" }).min(1).optional(),
      allowedGroups: list.optional(),
      groupMap: z
        .record(text, targetName(), { error: "must be an object of group names" })
        .optional(),
      trustEmail: flag.default(false),
      provision: choice("create", "invited-only").default("create"),
      signOut: choice("local", "provider").default("local"),
      refreshGroups: flag.default(true),
    },
    { error: objectError("those of docs/single-sign-on.md") },
  )
  .refine((provider) => !(provider.clientSecret && provider.privateKey), {
    path: ["privateKey"],
    error: "must not be set together with a client secret",
  });

export type ProviderSettings = z.output<typeof providerSettings>;

function objectError(known: string) {
  return (issue: { code?: string; keys?: unknown }) =>
    issue.code === "unrecognized_keys"
      ? `has no setting ${(issue.keys as string[]).join(", ")}; known are ${known}`
      : "must be an object";
}

/** A group of ours; `*` stands for what the pattern's first `*` met. */
function targetName() {
  return text.superRefine((name, ctx) => {
    // A digit, since it goes with letters of every script.
    const error = errorOf(groupName, name.replace("*", "1"));
    if (error) ctx.addIssue({ code: "custom", message: `must be a group's name, but ${error}` });
  });
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}

function isIcon(text: string): boolean {
  const named = (iconNames as readonly string[]).includes(text);
  return named || /^data:image\/(svg\+xml|png|webp);base64,[A-Za-z0-9+/=]+$/.test(text);
}

function isPrivateKey(text: string): boolean {
  try {
    privateKeyOf(text);
    return true;
  } catch {
    return false;
  }
}
