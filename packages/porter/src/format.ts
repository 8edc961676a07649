/** The last step: prettier's form, with the settings of this project. */
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format } from 'prettier/standalone';

export async function formatted(text: string, language: 'ts' | 'js'): Promise<string> {
  return await format(text, {
    parser: language === 'ts' ? 'babel-ts' : 'babel',
    plugins: [babel, estree],
    printWidth: 110,
    singleQuote: true,
  });
}
