/** Python's pathlib. */
export { Path, Path as PosixPath } from '../paths/path.js';
export { PurePath, PurePath as PurePosixPath } from '../paths/pure.js';
