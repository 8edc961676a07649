/** Which functions of the runtime are built in, for what shows them: `<built-in function len>`. */
import { abs, divmod, pow, round } from './arithmetic.js';
import { delattr, getattr, hasattr, setattr } from './attributes.js';
import { bin, chr, hex, id, input, oct, ord, print, vars } from './builtins.js';
import { format } from './format-spec.js';
import { hash } from './hash.js';
import { all, any, callable, iter, len, next, sum } from './iteration.js';
import { max, min, sorted } from './ordering.js';
import { open } from './open.js';
import { dir } from './support.js';
import { ascii, repr } from './text.js';
import { builtinFunctions } from './type-name.js';
import { issubclass } from './lineage.js';
import { isinstance } from './types.js';

builtinFunctions({
  abs,
  all,
  any,
  ascii,
  bin,
  callable,
  chr,
  delattr,
  dir,
  divmod,
  format,
  getattr,
  hasattr,
  hash,
  hex,
  id,
  input,
  isinstance,
  issubclass,
  iter,
  len,
  max,
  min,
  next,
  oct,
  open,
  ord,
  pow,
  print,
  repr,
  round,
  setattr,
  sorted,
  sum,
  vars,
});
