/**
 * Going through the steps: buttons, a slider, playing; where we are, and what happens there.
 */
import type { JSX } from 'preact';
import { position } from '../../model/position.js';
import type { App } from '../app.js';
import type { Shown } from '../shown.js';
import { type PageState, SPEEDS } from '../state.js';

interface ControlsProps {
  readonly app: App;
  readonly state: PageState;
  readonly shown: Shown | undefined;
}

/** Triangles and bars. */
const SIGNS = {
  first: 'M3 3h2v10H3zM13 3v10L6 8z',
  back: 'M11 3v10L4 8z',
  forward: 'M5 3v10l7-5z',
  last: 'M11 3h2v10h-2zM3 3v10l7-5z',
};

export function Controls({ app, state, shown }: ControlsProps): JSX.Element {
  const { step, playing, speed } = state;
  const steps = shown?.film.steps ?? 1;
  const none = shown === undefined;
  const button = (name: string, sign: string, off: boolean, act: () => void): JSX.Element => (
    <button
      class="icon"
      aria-label={name}
      title={name}
      aria-disabled={none || off}
      onClick={() => (none || off ? undefined : act())}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={sign} />
      </svg>
    </button>
  );
  return (
    <div class="controls">
      <div class="buttons">
        {button('First step', SIGNS.first, step <= 1, () => app.move(-steps))}
        {button('Step back', SIGNS.back, step <= 1, () => app.move(-1))}
        <button
          class="icon play"
          aria-disabled={none}
          onClick={() => (none ? undefined : playing ? app.pause() : app.play())}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        {button('Step forward', SIGNS.forward, step >= steps, () => app.move(1))}
        {button('Last step', SIGNS.last, step >= steps, () => app.move(steps))}
        <select
          aria-label="Speed"
          title="Speed"
          value={String(speed)}
          onChange={({ currentTarget }) => app.setSpeed(Number(currentTarget.value))}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={String(one)}>
              {one} / s
            </option>
          ))}
        </select>
      </div>
      <input
        type="range"
        aria-label="Step"
        min={1}
        max={steps}
        value={step}
        disabled={none}
        aria-valuetext={shown === undefined ? undefined : `${step} of ${steps}: ${shown.sentence}`}
        onInput={({ currentTarget }) => {
          app.pause();
          app.go(Number(currentTarget.value));
        }}
      />
      <p role="status" aria-label="Position" class="position">
        {shown === undefined ? 'No steps yet' : position(step, steps, shown.moment.event)}
      </p>
    </div>
  );
}
