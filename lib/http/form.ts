/** Reads small forms, sent as a form or as JSON, into flat text fields. */
import { AppError } from "../errors";

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
