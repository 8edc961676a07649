// Open patterns get parentheses for the parser: nothing else may tell.
import { strict as assert } from 'node:assert';
import { type Node, PythonSyntaxError, childrenOf, parsed } from '../src/syntax.js';

const SOURCE = `match first, *second:
    case one, [two], *three if one > two: four = one  # five
    case ('a', six), \\
         seven: eight = (six, seven)
    case nine, : ten = nine
match = case = 1
case, match = match, 2
`;

function* namesIn(node: Node): Generator<Node & { id?: string; name?: string }> {
  yield node;
  for (const child of childrenOf(node)) yield* namesIn(child);
}

describe('Open patterns', () => {
  it('leave every name of the tree where it is in the source', () => {
    const lines = SOURCE.split('\n');
    let count = 0;
    for (const { nodeType, id, name, lineno = 0, col_offset: column = 0 } of namesIn(
      parsed(SOURCE, 'x.py'),
    )) {
      const known = id ?? (nodeType === 'MatchAs' ? name : undefined);
      if (known === undefined) continue;
      count++;
      assert.equal(
        lines[lineno - 1]?.slice(column, column + known.length),
        known,
        `${known}: ${String(lineno)}`,
      );
    }
    assert.ok(count >= 20, String(count));
  });

  it('leave errors where they are in the source', () => {
    assert.throws(
      () => parsed('match x:\n    case a, b: y = = a\n', 'x.py'),
      (error) => error instanceof PythonSyntaxError && error.line === 2 && error.column === 20,
    );
  });
});
