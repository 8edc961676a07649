/** The types of what operators give, by the types of their operands. */
import { type Type, isNumeric, isWhole } from '../analysis/types.js';

/** The type of a literal: a counter may begin with a small one. */
export function ofWhole(value: number): Type {
  return Math.abs(value) < 2 ** 31 ? 'int' : 'bigint';
}

/** `left operator right`; `isSmall` says that one of them is a literal that a counter may be changed by and stay exact. */
export function resultOf(operator: string, left: Type, right: Type, isSmall: boolean): Type {
  if ((operator === 'Add' || operator === 'Sub') && left === 'int' && right === 'int' && isSmall)
    return 'int';
  if (operator === 'Mod' && left === 'str') return 'str';
  if (operator === 'Mult' && (left === 'str' || right === 'str') && (isWhole(left) || isWhole(right)))
    return 'str';
  if (operator === 'Mult' && (left === 'list' || right === 'list') && (isWhole(left) || isWhole(right)))
    return 'list';
  if (operator === 'Add' && left === right && /^(?:list|tuple|bytes|str)$/.test(left)) return left;
  if (!isNumeric(left) || !isNumeric(right)) return 'any';
  if (operator === 'Div' || left === 'float' || right === 'float') return 'float';
  if (left === 'num' || right === 'num') return 'num';
  if (operator === 'Pow') return 'num';
  if (operator === 'Mod' || operator === 'FloorDiv')
    return left === 'int' && right === 'int' ? 'int' : 'bigint';
  return 'bigint';
}
