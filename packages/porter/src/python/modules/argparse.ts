/** Python's argparse: parsers, subcommands, and help as CPython 3.11 lays it out. */
export {
  Action,
  ArgumentError,
  ArgumentTypeError,
  BooleanOptionalAction,
  Namespace,
  ONE_OR_MORE,
  OPTIONAL,
  PARSER,
  REMAINDER,
  SUPPRESS,
  ZERO_OR_MORE,
} from '../argparse/actions.js';
export { FileType } from '../argparse/file-type.js';
export { ArgumentGroup, ExclusiveGroup } from '../argparse/container.js';
export {
  ArgumentDefaultsHelpFormatter,
  HelpFormatter,
  MetavarTypeHelpFormatter,
  RawDescriptionHelpFormatter,
  RawTextHelpFormatter,
} from '../argparse/help.js';
export { ArgumentParser, SubParsersAction } from '../argparse/parser.js';
