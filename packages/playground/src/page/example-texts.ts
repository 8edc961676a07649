/**
 * The texts of the examples, which are part of the page.
 */
import { EXAMPLES } from '../examples.js';

const files = import.meta.glob<string>('../../examples/*.js', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** undefined for a name that there is none of. */
export function exampleText(name: string): string | undefined {
  return EXAMPLES.some((one) => one.name === name) ? files[`../../examples/${name}.js`] : undefined;
}

/** The name of the example that a text is, unchanged. */
export function exampleOf(text: string): string | undefined {
  return EXAMPLES.find(({ name }) => exampleText(name) === text)?.name;
}
