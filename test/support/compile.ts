// The compiler's API over files that exist only in memory: they see the real ones around them, and nothing is written.
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { ROOT } from './root.js';

/** One complaint of the compiler; `line` counts from 1. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The options of the project's tsconfig.json, with changes. */
export function projectOptions(changes: ts.CompilerOptions = {}): ts.CompilerOptions {
  const path = resolve(ROOT, 'tsconfig.json');
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  const { options, errors } = ts.parseJsonConfigFileContent({ ...read.config, include: [] }, ts.sys, ROOT);
  const bad = errors.find(({ code }) => code !== NO_INPUTS);
  if (bad !== undefined) throw new Error(ts.flattenDiagnosticMessageText(bad.messageText, '\n'));
  return { ...options, ...changes };
}

/** Options of a user of the package, who is as strict as can be. */
export function userOptions(changes: ts.CompilerOptions = {}): ts.CompilerOptions {
  const { target = ts.ScriptTarget.ES2022, lib = [] } = projectOptions();
  return {
    target,
    lib,
    types: ['node'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    ...changes,
  };
}

/** "No inputs were found in config file": they are given by hand. */
const NO_INPUTS = 18003;

/** Parsed files of the disk, which most programs share. What decides how a file is parsed is part of the key. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A program over `files` (paths and texts, in memory) and `roots` (paths on the disk). */
export function compile(
  files: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
  { roots = [], cwd = ROOT }: { roots?: readonly string[]; cwd?: string } = {},
): ts.Program {
  const memory = new Map([...files].map(([path, text]) => [resolve(cwd, path), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getCurrentDirectory = () => cwd;
  host.fileExists = (path) => memory.has(path) || fileExists(path);
  host.readFile = (path) => memory.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, onError) => {
    const text = memory.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, version);
    const how = typeof version === 'object' ? version.impliedNodeFormat : version;
    // The platform's declarations read the same whatever the format of modules is.
    const key = /\/node_modules\/(typescript|@types)\//.test(path)
      ? path
      : [path, options.module, how].join('|');
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, version, onError));
    return parsed.get(key);
  };
  return ts.createProgram({ rootNames: [...memory.keys(), ...roots], options, host });
}

/** What the compiler says of the files for which `about` is true, and of the options. */
export function findings(program: ts.Program, about: (path: string) => boolean): Finding[] {
  const cwd = program.getCurrentDirectory();
  const files = program.getSourceFiles().filter(({ fileName }) => about(fileName));
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ];
  return diagnostics.map(({ file, start, messageText }) => ({
    file: file === undefined ? '' : relative(cwd, file.fileName),
    line: file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

/** The package's entries: the name users import, and what package.json says of it under `condition`. */
export function entries(condition: string): Map<string, string> {
  const path = resolve(ROOT, 'package.json');
  const { name, exports } = JSON.parse(ts.sys.readFile(path) ?? '') as {
    name: string;
    exports: Record<string, string | Record<string, string>>;
  };
  const found = new Map<string, string>();
  for (const [key, target] of Object.entries(exports)) {
    const file = typeof target === 'string' ? undefined : target[condition];
    if (file !== undefined) found.set(name + key.slice(1), resolve(dirname(path), file));
  }
  return found;
}

/** What the module in the file at `path` exports: the symbols themselves, not the re-exports, but for whole modules. */
export function exportsOf(program: ts.Program, path: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} is not a module`);
  return checker.getExportsOfModule(module).map((symbol) => {
    const itself = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return itself.flags & ts.SymbolFlags.ValueModule ? symbol : itself;
  });
}
