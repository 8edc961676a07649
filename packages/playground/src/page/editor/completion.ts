/**
 * Completion: the names of the library, as the library itself says, and behind a dot the members of its classes.
 */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  autocompletion,
} from '@codemirror/autocomplete';
import { localCompletionSource, typescriptLanguage } from '@codemirror/lang-javascript';
import type { Extension } from '@codemirror/state';
import type { Vocabulary } from '../../worker/protocol.js';

export function completion(vocabulary: Promise<Vocabulary>): Extension {
  const library = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const member = context.matchBefore(/\.\w*/);
    const word = member ?? context.matchBefore(/\w+/);
    if (word === null)
      return context.explicit ? { from: context.pos, options: names(await vocabulary) } : null;
    return member === null
      ? { from: word.from, options: names(await vocabulary), validFor: /^\w*$/ }
      : { from: word.from + 1, options: members(await vocabulary), validFor: /^\w*$/ };
  };
  return [
    typescriptLanguage.data.of({ autocomplete: library }),
    typescriptLanguage.data.of({ autocomplete: localCompletionSource }),
    autocompletion({ icons: false }),
  ];
}

function names(vocabulary: Vocabulary): Completion[] {
  return Object.keys(vocabulary).map((label) => ({ label, boost: 1 }));
}

function members(vocabulary: Vocabulary): Completion[] {
  const owners = new Map<string, string[]>();
  for (const [name, all] of Object.entries(vocabulary))
    for (const member of all) owners.set(member, [...(owners.get(member) ?? []), name]);
  return [...owners].map(([label, classes]) => ({ label, detail: ` of ${classes.slice(0, 2).join(', ')}` }));
}
