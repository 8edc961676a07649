/**
 * Loads the porter when it is needed first, and asks it.
 */
import type * as Porter from './porter.js';

export class Porting {
  #loading: Promise<typeof Porter> | undefined;
  #porter: typeof Porter | undefined;
  /** The text that was ported last. */
  latest: string | undefined;

  get isLoaded(): boolean {
    return this.#porter !== undefined;
  }

  /** What the editor knows of Python; undefined before it is loaded. */
  get language(): typeof Porter.pythonLanguage | undefined {
    return this.#porter?.pythonLanguage;
  }

  /** Error if it cannot be loaded; the next call tries again. */
  async ported(text: string): Promise<Porter.PortedProgram> {
    const porter = await this.#load();
    const result = await porter.ported(text);
    this.latest = text;
    return result;
  }

  async #load(): Promise<typeof Porter> {
    try {
      return (this.#porter = await (this.#loading ??= import('./porter.js')));
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }
}
