/**
 * Keys that work wherever the focus is, unless what has it uses them itself.
 */
import type { App } from './app.js';

export function listen(app: App): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || app.state.helping) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void app.run();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || usesArrows(event.target)) return;
    const steps = app.state.film?.steps ?? 1;
    const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -steps, End: steps };
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    app.move(by);
  });
}

/** The editor, choices, the slider, and what is scrolled sideways. */
function usesArrows(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, select, textarea, [contenteditable], .scroll') !== null
  );
}
