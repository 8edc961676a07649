/** Which versions of the peers are compared: those that are installed. */
import { readFileSync } from 'node:fs';

/** Of packages in node_modules. */
export function versions(...packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    packages.map((name) => {
      const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
      return [name, version];
    }),
  );
}
