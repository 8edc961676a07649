/** The options of every benchmark; what they mean is in HELP of run.ts. */
export const OPTIONS = {
  quick: { type: 'boolean' },
  json: { type: 'boolean' },
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  only: { type: 'string' },
  tasklets: { type: 'string' },
} as const;
