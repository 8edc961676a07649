/**
 * The part of an address behind the #: a program or the name of an example, and a step. Nothing behind the # is sent anywhere.
 *
 *   #example=deadlock&step=12      an example as it is
 *   #program=1-nZLB…&step=12       any other: the version of the form, and its text, deflated, in base64url
 *   #python=1-nZLB…&step=12        the same of a program in Python, which is ported
 */

export type Link = {
  readonly step: number;
  readonly schedule?: Schedule | undefined;
} & ({ readonly example: string } | { readonly program: string } | { readonly python: string });

/** Who is next at each choice, and how many tasklets may be killed. */
export interface Schedule {
  readonly choices: readonly number[];
  readonly kills: number;
}

/** A link that cannot be opened, and why. */
export class BrokenLink extends Error {
  override readonly name = 'BrokenLink';
}

const VERSION = '1-';
/** A text that is longer is no program: a small link could unpack to gigabytes. */
const LONGEST_TEXT = 1_000_000;

export async function encodeLink(link: Link): Promise<string> {
  return `#${await whatText(link)}&step=${link.step}${scheduleText(link.schedule)}`;
}

async function whatText(link: Link): Promise<string> {
  if ('example' in link) return `example=${encodeURIComponent(link.example)}`;
  const [name, text] = 'python' in link ? ['python', link.python] : ['program', link.program];
  return `${name}=${VERSION}${toBase64(await deflated(text))}`;
}

function scheduleText(schedule: Schedule | undefined): string {
  if (schedule === undefined) return '';
  const kills = schedule.kills > 0 ? `&kills=${schedule.kills}` : '';
  return `&choices=${schedule.choices.join('.')}${kills}`;
}

/** undefined for an address without anything behind the #; BrokenLink for what is none of the above. */
export async function decodeLink(hash: string): Promise<Link | undefined> {
  const text = hash.replace(/^#/, '');
  if (text === '') return undefined;
  const parts = new URLSearchParams(text);
  const step = stepOf(parts.get('step'));
  const schedule = scheduleOf(parts.get('choices'), parts.get('kills'));
  const example = parts.get('example');
  if (example !== null) return { example, step, schedule };
  const python = parts.get('python');
  const program = python ?? parts.get('program');
  if (program === null) throw new BrokenLink('it has neither a program nor an example');
  if (!program.startsWith(VERSION)) throw new BrokenLink('it was made by another version of this page');
  const unpacked = await inflated(fromBase64(program.slice(VERSION.length)));
  return { ...(python === null ? { program: unpacked } : { python: unpacked }), step, schedule };
}

function scheduleOf(choices: string | null, kills: string | null): Schedule | undefined {
  if (choices === null && kills === null) return undefined;
  if (!/^(?:\d{1,6}(?:\.\d{1,6})*)?$/.test(choices ?? '') || !/^[01]$/.test(kills ?? '0'))
    throw new BrokenLink('its choices cannot be read');
  return {
    choices: choices === null || choices === '' ? [] : choices.split('.').map(Number),
    kills: Number(kills ?? 0),
  };
}

function stepOf(text: string | null): number {
  if (text === null) return 1;
  const step = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(step) || step < 1)
    throw new BrokenLink('its step is not a number from 1 on');
  return step;
}

async function deflated(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST_TEXT) break;
    }
  } catch {
    throw new BrokenLink('a part of it is missing or was changed');
  }
  throw new BrokenLink('its program is too long');
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    throw new BrokenLink('it has characters that do not belong there');
  }
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
