/**
 * A part of the page, with a heading.
 */
import type { ComponentChildren, JSX } from 'preact';

interface PanelProps {
  readonly title: string;
  readonly class?: string;
  /** A region of this name, for those who go from region to region. */
  readonly region?: string;
  readonly children: ComponentChildren;
}

export function Panel({ title, region, children, class: name = '' }: PanelProps): JSX.Element {
  return (
    <section class={`panel ${name}`} aria-label={region}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
