/**
 * The porter, and the editor's knowledge of Python: loaded when the tab "Python" is opened, and not before.
 */
import { python } from '@codemirror/lang-python';
import { type FileReport, PythonSyntaxError, port } from 'evergreen-port';

/** What became of a program in Python. */
export type PortedProgram =
  | { readonly kind: 'ported'; readonly text: string; readonly report: FileReport }
  | { readonly kind: 'error'; readonly message: string; readonly line: number };

export async function ported(text: string): Promise<PortedProgram> {
  try {
    const { files, report } = await port([{ path: 'program.py', text }]);
    const [file] = files;
    const [own] = report.files;
    if (file === undefined || own === undefined) throw new Error('the porter returned no file');
    return { kind: 'ported', text: file.text, report: own };
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const message = error.message.replace(/^.*?:\d+:\d+: /, '');
    return { kind: 'error', message, line: error.line };
  }
}

export const pythonLanguage = python();
