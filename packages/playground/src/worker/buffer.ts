/**
 * The global Buffer that streams in memory use. Imported before them.
 */
import { Buffer } from 'buffer';

Object.assign(globalThis, { Buffer });
