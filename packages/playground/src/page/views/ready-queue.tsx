/**
 * The ready queue: cards, the first is the next to run. They move to their places, unless less motion is asked for.
 */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Shown } from '../shown.js';
import { Panel } from './panel.js';

const MOST = 60;

export function ReadyQueue({ shown }: { shown: Shown | undefined }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const places = useRef(new Map<string, DOMRect>());
  const ready = shown?.moment.state.ready ?? [];
  const running = shown?.moment.state.running;

  useLayoutEffect(() => {
    const before = places.current;
    places.current = new Map();
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const card of list.current?.children ?? []) {
      const id = (card as HTMLElement).dataset.id ?? '';
      const now = card.getBoundingClientRect();
      places.current.set(id, now);
      if (!calm) slide(card, before.get(id), now);
    }
  });

  return (
    <Panel title="Ready queue">
      <p class="running">
        {running === undefined ? (
          <span class="none">No tasklet runs</span>
        ) : (
          <>
            <span class="state running">running</span> <b>{shown?.film.labels.of(running)}</b>
          </>
        )}
      </p>
      <ol role="list" aria-label="Ready queue" class="cards" ref={list}>
        {ready.slice(0, MOST).map((id) => (
          <li key={id} data-id={id} class={id === shown?.subject ? 'card subject' : 'card'}>
            {shown?.film.labels.of(id)}
          </li>
        ))}
      </ol>
      {ready.length === 0 && <p class="none">Nobody is ready</p>}
      {ready.length > MOST && <p class="none">and {ready.length - MOST} more</p>}
    </Panel>
  );
}

function slide(card: Element, from: DOMRect | undefined, to: DOMRect): void {
  const start =
    from === undefined
      ? { opacity: 0, transform: 'translateY(-0.6rem)' }
      : { transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` };
  if (from?.x === to.x && from.y === to.y) return;
  card.animate([start, { opacity: 1, transform: 'none' }], { duration: 220, easing: 'ease-out' });
}
