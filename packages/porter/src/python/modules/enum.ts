/** Python's enum. */
export { Flag, IntFlag } from '../enums/flag.js';
export { Enum, auto, finish, unique } from '../enums/member.js';
export { IntEnum, NumberEnum, ReprEnum, StrEnum, TextEnum } from '../enums/plain.js';
