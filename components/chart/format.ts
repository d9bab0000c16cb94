/** Numbers and dates as people read them; one language, whatever the server's. */

/** `1,234,567`, `3.1`: with exactly so many decimals. */
export function number(value: number, decimals = 0): string {
  const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString("en-US", format).replace("-", "−");
}

/** `+3.1`, `−0.4`: with its sign. */
export function signed(value: number, decimals = 0): string {
  return `${value > 0 ? "+" : ""}${number(value, decimals)}`;
}

/** `42.0%`, of a share between 0 and 1. */
export function percent(share: number, decimals = 1): string {
  return `${number(share * 100, decimals)}%`;
}

/** `+42.0%`, of a change as a share. */
export function signedPercent(share: number, decimals = 1): string {
  return `${signed(share * 100, decimals)}%`;
}

/** `31 January 2001` of `2001-01-31`. */
export function longDay(day: string): string {
  return new Date(day).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `January` of 1. */
export function monthName(month: number): string {
  return monthNames[month - 1] ?? "";
}
