/**
 * TypeScript to JavaScript, by esbuild. It is fetched from the page's own files when the first program uses types, and stays.
 */
import type * as Esbuild from 'esbuild-wasm';
import address from 'esbuild-wasm/esbuild.wasm?url';
import { BadProgram } from './bad-program.js';
import { linesOf } from './lines.js';

export interface Stripped {
  readonly text: string;
  /** The line of the program for one of `text`. */
  readonly lineOf: (line: number) => number | undefined;
}

/** Told how much has come: from 0 to 1. */
export type OnProgress = (part: number) => void;

/** The size of the file, unpacked: servers that compress do not say. */
const SIZE = Number(import.meta.env.VITE_ESBUILD_SIZE);

let loading: Promise<typeof Esbuild> | undefined;
let loaded = false;

export function isLoaded(): boolean {
  return loaded;
}

/** BadProgram for what is no TypeScript; Error if the compiler cannot be loaded: the next call tries again. */
export async function stripped(text: string, onProgress: OnProgress): Promise<Stripped> {
  const esbuild = await (loading ??= load(onProgress));
  try {
    const { code, map } = await esbuild.transform(text, {
      loader: 'ts',
      format: 'esm',
      // Where the browser does not know `using`, neither does it know its symbol.
      target: 'dispose' in Symbol ? 'esnext' : 'es2022',
      sourcemap: 'external',
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    });
    const { mappings } = JSON.parse(map) as { mappings: string };
    return { text: code, lineOf: linesOf(mappings) };
  } catch (error) {
    const [first] = (error as Partial<Esbuild.TransformFailure>).errors ?? [];
    if (first === undefined) throw error;
    throw new BadProgram(first.text, first.location?.line ?? 1, first.location?.column ?? 0);
  }
}

async function load(onProgress: OnProgress): Promise<typeof Esbuild> {
  try {
    const [esbuild, bytes] = await Promise.all([import('esbuild-wasm'), download(onProgress)]);
    await esbuild.initialize({ wasmModule: await WebAssembly.compile(bytes) });
    loaded = true;
    return esbuild;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function download(onProgress: OnProgress): Promise<Uint8Array<ArrayBuffer>> {
  onProgress(0);
  const response = await fetch(address);
  if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    onProgress(Math.min(size / SIZE, 1));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
