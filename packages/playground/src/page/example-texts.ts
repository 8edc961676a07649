/**
 * The texts of the examples, which are part of the page.
 */
import { EXAMPLES, PYTHON_EXAMPLES } from '../examples.js';

const files = import.meta.glob<string>('../../examples/*.js', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const pythonFiles = import.meta.glob<string>('../../examples/python/*.py', {
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

/** The text of an example in Python; undefined for a name that there is none of. */
export function pythonText(name: string): string | undefined {
  return PYTHON_EXAMPLES.some((one) => one.name === name)
    ? pythonFiles[`../../examples/python/${name.replace(/^python-/, '')}.py`]
    : undefined;
}

/** The name of the example that a text in Python is, unchanged. */
export function pythonExampleOf(text: string): string | undefined {
  return PYTHON_EXAMPLES.find(({ name }) => pythonText(name) === text)?.name;
}
