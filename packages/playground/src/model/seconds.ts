/**
 * Times, as people read them.
 */

/** "0.3", not "0.30000000000000004": to the microsecond. */
export function seconds(value: number): string {
  return String(Number(value.toFixed(6)));
}
