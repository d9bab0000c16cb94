/** Stable error codes: each has one HTTP status and the words that people see. */
export const errors = {
  "invalid-input": { status: 400, title: "Some of the input is not valid." },
  "sign-in-required": { status: 401, title: "Sign in to see this." },
  "wrong-credentials": { status: 401, title: "Wrong username or password." },
  forbidden: { status: 403, title: "You don’t have access to this." },
  "cross-site": { status: 403, title: "This request came from another site and was refused." },
  "not-found": { status: 404, title: "There is nothing here." },
  "method-not-allowed": { status: 405, title: "This can’t be done with that method." },
  "too-large": { status: 413, title: "That is more data than is accepted here." },
  "too-many-attempts": { status: 429, title: "Too many attempts." },
  "too-many-queries": {
    status: 429,
    title: "You have asked for too much at once. Try again in a few seconds.",
  },
  // Nobody reads this: its client has gone. The status is nginx's for the same.
  cancelled: { status: 499, title: "This was cancelled." },
  internal: { status: 500, title: "Something went wrong on our side." },
  unavailable: {
    status: 503,
    title: "Foyer can’t reach its database right now. Try again shortly.",
  },
  "too-slow": {
    status: 503,
    title: "This took too long and was stopped. Ask for a shorter range or fewer things at once.",
  },
} as const;

export type ErrorCode = keyof typeof errors;

/** Messages by field name, as zod's `flattenError().fieldErrors` gives them. */
export type FieldErrors = Record<string, string[]>;

export interface ErrorDetail {
  /** Words for this one case; the code's own title when left out. */
  title?: string;
  fields?: FieldErrors;
  /** Seconds after which to try again. */
  retryAfter?: number;
  cause?: unknown;
}

/** An error with a code that people may be told about. Anything else is `internal`. */
export class AppError extends Error {
  override name = "AppError";
  readonly status: number;
  readonly fields: FieldErrors | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    detail: ErrorDetail = {},
  ) {
    super(detail.title ?? errors[code].title, { cause: detail.cause });
    this.status = errors[code].status;
    this.fields = detail.fields;
    this.retryAfter = detail.retryAfter;
  }
}

/** `30 seconds`, `1 minute`, `15 minutes`: a waiting time as people say it, never less than a second. */
export function formatWait(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  const [n, unit] = whole < 60 ? [whole, "second"] : [Math.ceil(whole / 60), "minute"];
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
