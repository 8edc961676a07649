/**
 * Outside Node there are no environment variables: see node.ts.
 */
export {};
