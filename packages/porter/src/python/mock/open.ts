/** mock_open(): in the place of open(), with what its files have in them. */
import { given as placed, kw } from '../keywords.js';
import { BytesIO, StringIO } from '../modules/io.js';
import { iter } from '../iteration.js';
import type { Value } from '../value.js';
import { DEFAULT, MagicMock } from './mock.js';

export function mock_open(...given: Value[]): Value {
  const [mock, data] = placed(given, ['mock', 'read_data']);
  const content: Value = data ?? '';
  const opened = (): Value => (typeof content === 'string' ? new StringIO(content) : new BytesIO(content));
  let file: Value = opened();
  const handle: Value = new MagicMock(kw({ name: 'open()' }));
  handle.__enter__.return_value = handle;
  for (const name of ['read', 'readline', 'readlines'])
    handle[name].side_effect = (...args: Value[]): Value => file[name](...args);
  handle.__iter__.side_effect = (): Value => iter(file);
  const made: Value = mock ?? new MagicMock(kw({ name: 'open' }));
  // Each file is read from its beginning.
  made.side_effect = (): Value => {
    file = opened();
    return DEFAULT;
  };
  made.return_value = handle;
  return made;
}
