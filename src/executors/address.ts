/**
 * Addresses: what of a task crosses to a worker.
 */

/** Where the code of a task is. */
export interface TaskAddress {
  /** The URL of its module. */
  readonly module: string;
  /** The name under which the module exports it. */
  readonly exportName: string;
}
