/** Reads small forms, sent as a form or as JSON, into flat text fields. */
import { AppError } from "../errors/app-error";

const LONGEST = 16 * 1024;

/** The fields of a request's body. Throws `too-large` over 16 KB, `invalid-input` when it is neither kind. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const text = await request.text();
  if (text.length > LONGEST) throw new AppError("too-large");
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  if (type.startsWith("application/json")) return textFields(parse(text));
  if (text === "") return {};
  throw new AppError("invalid-input", { title: "Send a form or JSON." });
}

/**
 * Throws `invalid-input` for a multipart body that is malformed or cut short: Next.js, which reads
 * such bodies of pages itself, would answer 500.
 */
export async function requireWholeForm(request: Request): Promise<void> {
  if (!/^multipart\//i.test(request.headers.get("content-type") ?? "")) return;
  try {
    await request.formData();
  } catch (cause) {
    throw new AppError("invalid-input", { title: "This form did not arrive whole.", cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid-input", { title: "This is not valid JSON.", cause });
  }
}

/** Values of other types are dropped, so that a schema sees them as missing. */
function textFields(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) throw new AppError("invalid-input");
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(entries);
}
