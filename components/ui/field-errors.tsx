/** What is wrong with a field: shown beside it, and tied to it for screen readers. */
import { classNames } from "./class-names";

const idOf = (id: string) => `${id}-errors`;

/** Attributes of the control, or group of controls, `id`; none while nothing is wrong with it. */
export function errorAttributes(id: string, errors: readonly string[]) {
  if (errors.length === 0) return {};
  return { "aria-invalid": true, "aria-describedby": idOf(id) } as const;
}

/** The errors of the control `id`, in words; nothing while there are none. */
export function FieldErrorList(props: {
  id: string;
  errors: readonly string[];
  /** The size and place of the words. */
  className: string;
}) {
  const { id, errors, className } = props;
  if (errors.length === 0) return null;
  return (
    <p id={idOf(id)} className={classNames("text-danger", className)}>
      {errors.join(" ")}
    </p>
  );
}
