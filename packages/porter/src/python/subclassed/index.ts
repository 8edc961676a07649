/** The classes that a program's extend where Python's extend a builtin type: base() knows them from here on. */
import './numbers.js';
import './sequences.js';
