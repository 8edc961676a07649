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
  { files: ['examples/**/*.ts'], extends: [evergreen.configs.recommended] },
);
