// Type-aware lint rules: typescript-eslint's strict set, and what this project leaves out of it, with the reason. What users
// write is also linted as they would: with the project's own plugin, from its sources, so that nothing need be built.
import tseslint from 'typescript-eslint';
import './scripts/register.js';

const { default: evergreen } = await import('./packages/eslint-plugin/src/index.js');

export default tseslint.config(
  { ignores: ['**/dist/', 'docs/api/', 'node_modules/', 'test/contract.d.ts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // The contract's signature: `Op<unknown> | unknown` says more than `unknown` does.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // `void` among what a handler may give back: nothing at all.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Numbers and unknown errors in messages are wanted.
      '@typescript-eslint/restrict-template-expressions': 'off',
      // A generator body may be there for its type alone; a plain function may stand where an Op is allowed.
      'require-yield': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `kill(error: unknown)` and `switch().throw(error)` pass on whatever the user throws.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
    },
  },
  {
    // What Python's variables hold is known at run time: the runtime of ported programs is a dynamic language's.
    files: ['packages/porter/src/{python,gevent}/**/*.ts', 'packages/porter/test/pywsgi.test.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      // Python's names: __len__, put_nowait; and a class of Python's named as a type of JavaScript.
      '@typescript-eslint/no-shadow': 'off',
      // Strings are gone through by code points, as Python does.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      'no-control-regex': 'off',
      'no-misleading-character-class': 'off',
    },
  },
  { files: ['examples/**/*.ts'], extends: [evergreen.configs.recommended] },
);
