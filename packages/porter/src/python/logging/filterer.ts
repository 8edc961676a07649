/** Filters, and what has some: loggers and handlers. */
import { home } from '../homes.js';
import { bool } from '../iteration.js';
import { PyObject } from '../object.js';
import { call, plain } from '../plain.js';
import type { Value } from '../value.js';

/** Lets records of one logger pass, and of those below it. */
export class Filter extends PyObject {
  declare name: string;

  override __init__(name: Value = ''): void {
    this.name = name as string;
  }

  filter(record: Value): boolean {
    const { name } = this;
    return name === '' || record.name === name || String(record.name).startsWith(`${name}.`);
  }
}

export class Filterer extends PyObject {
  declare filters: Value[];

  override __init__(..._args: Value[]): Value {
    this.filters = [];
  }

  addFilter(filter: Value): void {
    if (!this.filters.includes(filter)) this.filters.push(filter);
  }

  removeFilter(filter: Value): void {
    const at = this.filters.indexOf(filter);
    if (at >= 0) this.filters.splice(at, 1);
  }

  filter(record: Value): boolean {
    return this.filters.every((one) =>
      bool(plain(typeof one === 'object' && 'filter' in one ? one.filter(record) : call(one, record))),
    );
  }
}

home('logging', Filter, Filterer);
