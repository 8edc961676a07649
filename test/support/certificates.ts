// Keys and certificates for tests of TLS, from test/fixtures/tls, where make.sh says how they were made.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A key and its certificate. */
export interface Identity {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** The path of a file among the fixtures. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
}

function identity(name: string): Identity {
  return { key: readFileSync(fixture(`${name}-key.pem`)), cert: readFileSync(fixture(`${name}.pem`)) };
}

/** It has signed all but `stranger`. */
export const CA = readFileSync(fixture('ca.pem'));
/** For localhost, 127.0.0.1 and ::1. */
export const SERVER = identity('server');
/** For other.test. */
export const OTHER = identity('other');
export const CLIENT = identity('client');
/** For localhost, until 2020. */
export const EXPIRED = identity('expired');
/** For localhost, signed by itself. */
export const STRANGER = identity('stranger');
