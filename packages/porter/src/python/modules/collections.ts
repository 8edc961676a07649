/** Python's collections. */
export { deque } from '../containers/deque.js';
export { Counter } from '../containers/counter.js';
export { OrderedDict, defaultdict } from '../containers/dicts.js';
export { namedtuple } from '../containers/namedtuple.js';
export { ChainMap, UserDict, UserList } from '../containers/user.js';
export { UserString } from '../containers/userstring.js';
