/** Input from outside, through its schema. */
import { z } from "zod";
import { AppError } from "../errors/app-error";

/** Passes input through a schema. Throws `invalid-input` with the errors by field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { fieldErrors, formErrors } = z.flattenError(result.error) as {
    fieldErrors: Record<string, string[]>;
    formErrors: string[];
  };
  throw new AppError("invalid-input", {
    fields: formErrors.length ? { ...fieldErrors, "": formErrors } : fieldErrors,
  });
}
