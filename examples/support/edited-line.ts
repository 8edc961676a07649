/** A line of text with a cursor in it, which moves and deletes by what people see as one character. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function charactersOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

const WIDE =
  /^(?:[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|.\ufe0f)/su;
const HALF_WIDTH = /^[\uff61-\uffdc]/;
const NO_WIDTH = /^[\p{M}\p{Cf}]+$/u;

/** How many columns of a terminal it takes: characters of East Asia and emoji take two, and accents of their own none. */
export function widthOf(text: string): number {
  return charactersOf(text).reduce((width, character) => width + widthOfOne(character), 0);
}

function widthOfOne(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  if (HALF_WIDTH.test(character)) return character.length; // the mark of a voiced sound has a column of its own
  return WIDE.test(character) ? 2 : 1;
}

/** As many characters as fit into `columns`, from the beginning. */
export function fitting(characters: readonly string[], columns: number): string[] {
  let left = columns;
  const end = characters.findIndex((character) => (left -= widthOfOne(character)) < 0);
  return end < 0 ? [...characters] : characters.slice(0, end);
}

/** Most characters (UTF-16) of a line, as of a terminal that edits lines itself: all of it is looked at with each key. */
const MAX_LENGTH = 4096;

export class EditedLine {
  before = '';
  after = '';

  get text(): string {
    return this.before + this.after;
  }

  /** Another text, with the cursor behind it. */
  set text(text: string) {
    this.before = text;
    this.after = '';
  }

  /** As much of it as there is room for. Is that all? */
  insert(text: string): boolean {
    const room = MAX_LENGTH - this.before.length - this.after.length;
    // Half a character is none.
    this.before += text.length <= room ? text : text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
    return text.length <= room;
  }

  left(): void {
    const last = charactersOf(this.before).at(-1) ?? '';
    this.before = this.before.slice(0, this.before.length - last.length);
    this.after = last + this.after;
  }

  right(): void {
    const first = charactersOf(this.after)[0] ?? '';
    this.before += first;
    this.after = this.after.slice(first.length);
  }

  home(): void {
    this.after = this.text;
    this.before = '';
  }

  end(): void {
    this.before = this.text;
    this.after = '';
  }

  /** The character before the cursor. */
  backspace(): void {
    this.before = charactersOf(this.before).slice(0, -1).join('');
  }

  /** The character under the cursor. */
  delete(): void {
    this.after = charactersOf(this.after).slice(1).join('');
  }

  deleteToEnd(): void {
    this.after = '';
  }

  deleteToStart(): void {
    this.before = '';
  }

  /** The word before the cursor, and the blanks behind it. */
  deleteWord(): void {
    let end = this.before.trimEnd().length;
    while (end > 0 && /\S/.test(this.before.charAt(end - 1))) end--;
    this.before = this.before.slice(0, end);
  }
}
