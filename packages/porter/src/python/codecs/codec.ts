/** What an encoding is: how it encodes a character and decodes the next one, and what it does with all of them at once. */

/** A character, or what is wrong with so many bytes. */
export type Step =
  { readonly code: number; readonly size: number } | { readonly why: string; readonly size: number };

export interface Codec {
  /** As errors call it. */
  readonly encodesAs: string;
  readonly decodesAs: string;
  readonly cannotEncode: string;
  /** What stands before all texts. */
  readonly mark: readonly Uint8Array[];
  /** All of it, fast; undefined if something of it needs a closer look. */
  readonly encodeAll: (text: string) => Buffer | undefined;
  readonly decodeAll: (bytes: Buffer) => string | undefined;
  readonly encode: (code: number) => Uint8Array | undefined;
  readonly decode: (bytes: Buffer, at: number) => Step;
  /** What decodes, which the first bytes may say, and where it begins. */
  readonly begin: (bytes: Buffer) => [codec: Codec, at: number];
  /** A half of a pair, as the others are encoded, and back. */
  readonly surrogate?: (code: number) => Uint8Array;
  readonly half?: (bytes: Buffer, at: number) => number | undefined;
}

/** A codec that begins at the first byte. */
export function codec(
  name: string,
  cannotEncode: string,
  rest: Pick<Codec, 'encode' | 'decode'> & Partial<Codec>,
): Codec {
  const made: Codec = {
    encodesAs: name,
    decodesAs: name,
    cannotEncode,
    mark: [],
    encodeAll: () => undefined,
    decodeAll: () => undefined,
    begin: () => [made, 0],
    ...rest,
  };
  return made;
}
