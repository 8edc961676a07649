/**
 * Marks in the program: the line that runs, and those where other tasklets are, with their names in the gutter.
 */
import { type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from '@codemirror/view';

/** A line with the names of those who are there. */
export interface Mark {
  readonly line: number;
  readonly names: readonly string[];
  /** One of them runs. */
  readonly runs: boolean;
}

const set = StateEffect.define<readonly Mark[]>();

/** Characters that have room in the gutter. */
const WIDTH = 11;

function shortened(name: string, length: number): string {
  return name.length > length ? `${name.slice(0, length - 1)}…` : name;
}

class Names extends GutterMarker {
  readonly #mark: Mark;

  constructor(mark: Mark) {
    super();
    this.#mark = mark;
  }

  override eq(other: Names): boolean {
    const [a, b] = [this.#mark, other.#mark];
    return a.runs === b.runs && a.names.join() === b.names.join();
  }

  override toDOM(): Node {
    const { names, runs } = this.#mark;
    const element = document.createElement('span');
    element.className = runs ? 'mark runs' : 'mark';
    const before = runs ? '▶ ' : '';
    const after = names.length > 1 ? ` +${names.length - 1}` : '';
    element.textContent = before + shortened(names[0] ?? '', WIDTH - before.length - after.length) + after;
    element.title = names.join(', ');
    return element;
  }
}

const inGutter = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(markers, { changes, effects, state }) {
    for (const effect of effects)
      if (effect.is(set))
        return RangeSet.of(
          effect.value.map((mark) => new Names(mark).range(state.doc.line(mark.line).from)),
          true,
        );
    return markers.map(changes);
  },
});

const inText = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, { changes, effects, state }) {
    for (const effect of effects)
      if (effect.is(set))
        return Decoration.set(
          effect.value.map(({ line, runs }) =>
            Decoration.line({ class: runs ? 'line-runs' : 'line-waits' }).range(state.doc.line(line).from),
          ),
          true,
        );
    return decorations.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const marks: Extension = [
  inGutter,
  inText,
  gutter({ class: 'marks', markers: (view) => view.state.field(inGutter) }),
];

/** Show these; lines that the text does not have are left out. The one that runs is scrolled to. */
export function showMarks(view: EditorView, all: readonly Mark[]): void {
  const { doc } = view.state;
  const shown = all.filter(({ line }) => line >= 1 && line <= doc.lines);
  const running = shown.find(({ runs }) => runs);
  const effects: StateEffect<unknown>[] = [set.of(shown)];
  if (running !== undefined)
    effects.push(EditorView.scrollIntoView(doc.line(running.line).from, { y: 'nearest', yMargin: 40 }));
  view.dispatch({ effects });
}
