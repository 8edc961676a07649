/** Encodings of one byte for each character: code pages, as the engine knows them. */
import { type Codec, codec } from './codec.js';

/** As the engine calls them. Other parts of ISO 8859 it takes for code pages of Windows. */
function labelOf(name: string): string | undefined {
  const [, page] = /^(?:cp|windows)(125[0-8])$/.exec(name) ?? [];
  if (page !== undefined) return `windows-${page}`;
  const [, part = ''] = /^(?:iso8859|latin)(\d+)$/.exec(name) ?? [];
  if (/^(?:[2-8]|10|13|14|15|16)$/.test(part) && name.startsWith('iso')) return `iso-8859-${part}`;
  return { koi8r: 'koi8-r', koi8u: 'koi8-u', cp866: 'ibm866', macroman: 'macintosh', latin2: 'iso-8859-2' }[
    name
  ];
}

const UNDEFINED = 'character maps to <undefined>';
const made = new Map<string, Codec | undefined>();

export function charmap(name: string): Codec | undefined {
  if (!made.has(name)) {
    const label = labelOf(name);
    made.set(name, label === undefined ? undefined : ofLabel(label));
  }
  return made.get(name);
}

function ofLabel(label: string): Codec | undefined {
  let all: string;
  try {
    all = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_none, i) => i));
  } catch {
    return undefined;
  }
  const isPage = label.startsWith('windows');
  // What a code page has no character for is a control character to the engine.
  const chars = [...all].map((char, i) =>
    char === '\ufffd' || (isPage && i >= 0x80 && char.charCodeAt(0) === i && i < 0xa0) ? undefined : char,
  );
  const bytes = new Map(
    chars.flatMap((char, i) => (char === undefined ? [] : [[char.codePointAt(0), i] as const])),
  );
  return codec('charmap', UNDEFINED, {
    encode: (code) => {
      const byte = bytes.get(code);
      return byte === undefined ? undefined : Buffer.from([byte]);
    },
    decode: (from, at) => {
      const code = chars[from[at] ?? 0]?.codePointAt(0);
      return code === undefined ? { why: UNDEFINED, size: 1 } : { code, size: 1 };
    },
  });
}
