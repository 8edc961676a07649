/**
 * Help: what each part of the page is, in the words of the guide.
 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Pages of the same site: scripts/guide-pages.ts makes them of the project's documents. */
const DOCS = './docs';

export function Help({ open, onClose }: { open: boolean; onClose: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-label="Help" class="help" onClose={onClose}>
      <div class="scroll" tabIndex={0} role="group" aria-label="Text of the help">
        <h2>Help</h2>
        <p>
          A <i>tasklet</i> is a green thread: a generator. It runs until it <i>parks</i>, at a{' '}
          <code>yield*</code>; then the <i>hub</i> takes the next one from the <i>ready queue</i>. This page
          runs your program on the real hub, in your browser, on a <i>virtual clock</i>: a sleep takes no
          time. Nothing is sent anywhere. Then you can go through what happened, step by step, forwards and
          backwards.
        </p>
        <dl>
          <Part name="Program">
            JavaScript or TypeScript: a module that calls <code>await run(function* () {'{ … }'})</code> once.
            It may import <code>evergreen-ts</code>, and <code>memoryPair</code> of{' '}
            <code>evergreen-ts/testing</code>. In the margin are the names of the tasklets that are in a line;
            ▶ is the one that runs. Control-Enter runs the program, Control-Space completes a name, Tab leaves
            the editor.
          </Part>
          <Part name="Python">
            In this tab a program in Python, for gevent or Evergreen, is ported: beside it is the TypeScript
            that comes out, below it what was refused and what is to be checked, with its lines. Run runs what
            came out. There are no sockets, files and processes here.
          </Part>
          <Part name="Steps">
            One for each thing that happens: a tasklet is spawned, readied, resumed, parks, is interrupted,
            ends; a timer is set or due; nothing is ready, and time moves on. The keys ← → go a step back or
            forward, Home and End to the first and the last.
          </Part>
          <Part name="Ready queue">
            Who can run, in the order in which they became ready: first in, first out.
          </Part>
          <Part name="Tasklets">
            <i>initial</i>: not started. <i>ready</i>: in the ready queue. <i>running</i>: there is one at
            most. <i>parked</i>: it waits on something. <i>ended</i>.
          </Part>
          <Part name="Timers">Of sleeps and time limits: the moments at which they are due.</Part>
          <Part name="Who waits for whom">
            An arrow leads from a tasklet to the one that has what it waits for. Arrows in a circle are a
            deadlock: none of them can ever go on.
          </Part>
          <Part name="Timeline">
            A lane for each tasklet: thick while it runs, half as thick while it is ready, thin while it is
            parked. Click to go there.
          </Part>
          <Part name="Output">What the program has printed up to this step.</Part>
          <Part name="Copy link">
            The address has the program and the step in it. They stay behind the #, so that no server ever
            sees them.
          </Part>
        </dl>
        <p>
          More in <a href={`${DOCS}/guide/README.html`}>the guide</a> and{' '}
          <a href={`${DOCS}/how-it-works.html`}>How it works</a>; six lessons for teachers are in{' '}
          <a href={`${DOCS}/teaching.html`}>Teaching</a>.
        </p>
      </div>
      <form method="dialog">
        <button class="primary">Close</button>
      </form>
    </dialog>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
