/** Prettier itself, with the settings of this project. */
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';
import { WIDTH } from './blocks.js';

export async function prettier(text: string, language: 'ts' | 'js'): Promise<string> {
  return await format(text, {
    parser: language === 'ts' ? 'babel-ts' : 'babel',
    plugins: [babel, estree],
    printWidth: WIDTH,
    singleQuote: true,
    // Otherwise it looks through everything for texts in other languages.
    embeddedLanguageFormatting: 'off',
  });
}
