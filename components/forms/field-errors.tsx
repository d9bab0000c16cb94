/** What is wrong with a field, beside it and tied to it for screen readers. */

/** Attributes of an input that has these faults. */
export function faultAttributes(id: string, faults: readonly string[]) {
  return faults.length > 0 ? { "aria-invalid": true, "aria-describedby": `${id}-faults` } : {};
}

export function FieldFaults({ id, faults }: { id: string; faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <p id={`${id}-faults`} className="font-medium text-danger text-sm">
      {faults.join(" ")}
    </p>
  );
}
