/** Python's unittest.mock: Mock, MagicMock, call, patch.object() and patch.dict(). patch() of a name takes the porter's help. */
export { call } from '../mock/call.js';
export { mock_open } from '../mock/open.js';
export { builtins } from '../replaceable.js';
export { streams } from './sys.js';
export { ANY, DEFAULT, MagicMock, Mock, PropertyMock, sentinel } from '../mock/mock.js';
export { patch } from '../mock/patch.js';
