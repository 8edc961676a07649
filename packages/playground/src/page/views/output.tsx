/**
 * What the program has printed up to this step.
 */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

/** The latest lines, that are shown. */
const MOST = 500;

export function Output({
  shown,
  onLine,
}: {
  shown: Shown | undefined;
  onLine: (line: number) => void;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const all = shown?.moment.printed ?? [];
  const printed = all.slice(-MOST);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [all.length]);
  return (
    <Panel title="Output">
      <div role="log" aria-label="Output" class="output" tabIndex={0} ref={box}>
        {all.length > MOST && <p class="none">{all.length - MOST} earlier lines</p>}
        {printed.map(({ kind, text, line }, i) => (
          <p key={all.length - printed.length + i} class={kind}>
            {kind === 'error' && <span aria-hidden="true">⚠ </span>}
            <span>{text}</span>
            {line !== undefined && (
              <button class="link" aria-label={`Go to line ${line}`} onClick={() => onLine(line)}>
                line {line}
              </button>
            )}
          </p>
        ))}
        {all.length === 0 && <p class="none">Nothing has been printed yet</p>}
      </div>
    </Panel>
  );
}
