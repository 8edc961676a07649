/**
 * What went wrong with the program, the link or the page, and what to do; or that all is well.
 */
import type { JSX } from 'preact';
import type { PageState } from '../state.js';

export function Message({ state }: { state: PageState }): JSX.Element {
  const { message, loading } = state;
  const text =
    loading === undefined
      ? message.text
      : `The program uses types: their compiler is being loaded, once (${Math.floor(loading * 100)} %).`;
  return (
    <div role="status" aria-label="Message" class={`message ${message.kind}`}>
      {message.kind === 'error' && loading === undefined && <span aria-hidden="true">⚠ </span>}
      {text}
      {loading !== undefined && <progress max={1} value={loading} aria-label="Loading the compiler" />}
    </div>
  );
}
