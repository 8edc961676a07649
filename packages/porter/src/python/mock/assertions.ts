/** What a mock asserts about its calls. */
import { eq } from '../compare.js';
import { AssertionError } from '../exceptions.js';
import { items } from '../iteration.js';
import { given as givenTo } from '../keywords.js';
import { repr } from '../text.js';
import type { Value } from '../value.js';
import { Call, CallList, argumentsText, separated } from './call.js';
import type { State } from './mock.js';

const nameOf = (state: State): string => state.name ?? 'mock';
const times = (state: State): string => `Called ${String(state.calls.length)} times.`;
const listed = (state: State): string =>
  state.calls.length === 0 ? '' : `\nCalls: ${repr(CallList.made(state.calls))}.`;

function failed(message: string): never {
  throw new AssertionError(message);
}

const shown = (state: State, { args, kwargs }: Call): string =>
  `${nameOf(state)}(${argumentsText(args, kwargs)})`;

function calledWith(state: State, given: Value[]): null {
  const expected = Call.made('', ...separated(given));
  const last = state.calls.at(-1);
  if (last !== undefined && eq(expected, last)) return null;
  const actual = last === undefined ? 'not called.' : shown(state, last);
  return failed(`expected call not found.\nExpected: ${shown(state, expected)}\n  Actual: ${actual}`);
}

/** Where in a list of calls another begins; -1 if nowhere. */
function found(calls: readonly Value[], wanted: readonly Value[]): number {
  for (let at = 0; at + wanted.length <= calls.length; at++)
    if (wanted.every((one, i) => eq(one, calls[at + i]))) return at;
  return -1;
}

export const ASSERTIONS: Readonly<Record<string, (state: State, given: Value[]) => null>> = {
  assert_called: (state) =>
    state.calls.length > 0 ? null : failed(`Expected '${nameOf(state)}' to have been called.`),
  assert_called_once: (state) =>
    state.calls.length === 1
      ? null
      : failed(`Expected '${nameOf(state)}' to have been called once. ${times(state)}${listed(state)}`),
  assert_not_called: (state) =>
    state.calls.length === 0
      ? null
      : failed(`Expected '${nameOf(state)}' to not have been called. ${times(state)}${listed(state)}`),
  assert_called_with: calledWith,
  assert_called_once_with: (state, given) =>
    state.calls.length === 1
      ? calledWith(state, given)
      : failed(`Expected '${nameOf(state)}' to be called once. ${times(state)}${listed(state)}`),
  assert_any_call(state, given) {
    const expected = Call.made('', ...separated(given));
    return state.calls.some((one) => eq(expected, one))
      ? null
      : failed(`${shown(state, expected)} call not found`);
  },
  assert_has_calls(state, given) {
    const [calls, anyOrder = false] = givenTo(given, ['calls', 'any_order']);
    const wanted = [...items(calls)];
    if (anyOrder !== true) {
      if (found(state.all, wanted) >= 0) return null;
      return failed(
        `Calls not found.\nExpected: ${repr(wanted)}\n  Actual: ${repr(CallList.made(state.all))}`,
      );
    }
    const left: Value[] = [...state.all];
    const missing = wanted.filter((one) => {
      const at = left.findIndex((other) => eq(one, other));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    if (missing.length === 0) return null;
    return failed(
      `(${missing.map(repr).join(', ')}${missing.length === 1 ? ',' : ''}) not all found in call list`,
    );
  },
};
