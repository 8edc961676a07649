/** All constructs, where emission looks them up. */
import { access } from './access.js';
import { assignments } from './assignments.js';
import { calls } from './calls.js';
import { classes } from './classes.js';
import { comprehensions } from './comprehensions.js';
import type { Constructs } from './context.js';
import { errors } from './errors.js';
import { flow } from './flow.js';
import { functions } from './functions.js';
import { imports } from './imports.js';
import { literals } from './literals.js';
import { matches } from './matches.js';
import { operators } from './operators.js';
import { places } from './places.js';
import { withs } from './with.js';

export const constructs: Constructs = {
  expressions: {
    ...literals,
    ...operators,
    ...access,
    ...calls,
    ...comprehensions,
    ...places,
    ...functions.expressions,
  },
  statements: {
    ...assignments,
    ...flow,
    ...errors,
    ...withs,
    ...matches,
    ...imports,
    ...classes,
    ...functions.statements,
  },
};
