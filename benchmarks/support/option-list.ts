/**
 * The options of every benchmark:
 *
 *     --quick         rougher, and soon over
 *     --json          a report as JSON on stdout, instead of tables
 *     --rounds N      so many measurements of each case
 *     --seconds N     how long a case, or a window of it, takes
 *     --only TEXT     only the cases with that in their name
 *     --tasklets N    how many run side by side, where that is free
 */
export const OPTIONS = {
  quick: { type: 'boolean' },
  json: { type: 'boolean' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  only: { type: 'string' },
  tasklets: { type: 'string' },
} as const;
