/** Python's optparse. */
export {
  AmbiguousOptionError,
  BadOptionError,
  OptParseError,
  OptionConflictError,
  OptionError,
  OptionValueError,
} from '../optparse/errors.js';
export { HelpFormatter, IndentedHelpFormatter, TitledHelpFormatter } from '../optparse/help.js';
export { NO_DEFAULT, Option, SUPPRESS_HELP, SUPPRESS_USAGE, Values } from '../optparse/option.js';
export { OptionGroup, OptionParser } from '../optparse/parser.js';
