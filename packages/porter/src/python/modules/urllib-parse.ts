/** Python's urllib.parse: URLs taken apart and put together (by RFC 3986), and their quoting. Text only, no bytes URLs. */
import { Dict } from '../dict.js';
import { ValueError } from '../exceptions.js';
import { items } from '../iteration.js';
import { Kw } from '../keywords.js';
import { text } from '../text.js';
import { Tuple, tup } from '../tuple.js';
import type { Value } from '../value.js';
import { namedtuple } from './collections.js';

export {
  quote,
  quote as quote_from_bytes,
  quote_plus,
  unquote,
  unquote_plus,
  unquote_to_bytes,
} from '../url-quote.js';
import { quote, quote_plus, unquote_plus } from '../url-quote.js';

const SCHEME = /^([a-zA-Z][a-zA-Z0-9+.-]*):/;

/** What the parts of a URL with a host tell besides. */
function withHost(name: string, fields: string, geturl: (parts: string[]) => string): Value {
  const base: Value = namedtuple(name, fields);
  const made = class extends base {
    get #authority(): RegExpExecArray | null {
      const authority = String((this as Value).netloc);
      return /^(?:([^:]*)(?::(.*))?@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority);
    }

    get username(): Value {
      return this.#authority?.[1] ?? null;
    }

    get password(): Value {
      return this.#authority?.[2] ?? null;
    }

    get hostname(): Value {
      const host = (this.#authority?.[3] ?? '').replace(/^\[(.*)\]$/, '$1').toLowerCase();
      return host === '' ? null : host;
    }

    get port(): Value {
      const port = this.#authority?.[4] ?? '';
      if (port === '') return null;
      if (!/^\d+$/.test(port)) throw new ValueError(`Port could not be cast to integer value as '${port}'`);
      if (Number(port) > 65535) throw new ValueError('Port out of range 0-65535');
      return Number(port);
    }

    geturl(): string {
      return geturl([...(this as Value)] as string[]);
    }
  };
  Object.defineProperty(made, 'name', { value: name });
  return made;
}

export const SplitResult: Value = withHost('SplitResult', 'scheme netloc path query fragment', (parts) =>
  urlunsplit(parts),
);
export const ParseResult: Value = withHost(
  'ParseResult',
  'scheme netloc path params query fragment',
  (parts) => urlunparse(parts),
);
const Defragged: Value = namedtuple('DefragResult', 'url fragment');
export const DefragResult: Value = class DefragResult extends Defragged {
  geturl(): string {
    const { url, fragment } = this as Value;
    return fragment === '' ? (url as string) : `${String(url)}#${String(fragment)}`;
  }
};

export function urlsplit(url: Value, scheme: Value = '', fragments: Value = true): Value {
  let rest = String(url)
    .replace(/^[\0- ]+/, '')
    .replace(/[\t\r\n]/g, '');
  let kind = scheme instanceof Kw ? String(scheme.get('scheme', '')) : String(scheme);
  const [head, given] = SCHEME.exec(rest) ?? [];
  if (head !== undefined && given !== undefined) {
    kind = given.toLowerCase();
    rest = rest.slice(head.length);
  }
  let host = '';
  if (rest.startsWith('//')) {
    const [, authority = '', more = ''] = /^\/\/([^/?#]*)(.*)$/s.exec(rest) ?? [];
    if (authority.includes('[') !== authority.includes(']')) throw new ValueError('Invalid IPv6 URL');
    [host, rest] = [authority, more];
  }
  let fragment = '';
  if (fragments !== false) [rest = '', fragment = ''] = cut(rest, '#');
  const [path = '', query = ''] = cut(rest, '?');
  return new SplitResult(kind, host, path, query, fragment);
}

function cut(whole: string, at: string): string[] {
  const place = whole.indexOf(at);
  return place < 0 ? [whole, ''] : [whole.slice(0, place), whole.slice(place + 1)];
}

/** `path;params`: of the last segment. */
export function urlparse(url: Value, scheme: Value = '', fragments: Value = true): Value {
  const [kind, host, whole, query, fragment] = urlsplit(url, scheme, fragments) as string[];
  const [, path = '', params = ''] = /^(.*\/[^/;]*|[^/;]*);([^/]*)$/s.exec(whole ?? '') ?? [
    '',
    whole ?? '',
    '',
  ];
  return new ParseResult(kind, host, path, params, query, fragment);
}

export function urlunsplit(parts: Value): string {
  const [scheme = '', host = '', path = '', query = '', fragment = ''] = [...items(parts)].map((one) =>
    String(one),
  );
  let url = path;
  if (host !== '' || (scheme !== '' && url.startsWith('//')))
    url = `//${host}${url !== '' && !url.startsWith('/') ? '/' : ''}${url}`;
  if (scheme !== '') url = `${scheme}:${url}`;
  if (query !== '') url += `?${query}`;
  return fragment === '' ? url : `${url}#${fragment}`;
}

export function urlunparse(parts: Value): string {
  const [scheme = '', host = '', path = '', params = '', query = '', fragment = ''] = [...items(parts)].map(
    (one) => String(one),
  );
  return urlunsplit([scheme, host, params === '' ? path : `${path};${params}`, query, fragment]);
}

export function urldefrag(url: Value): Value {
  const [whole = '', fragment = ''] = cut(String(url), '#');
  return new DefragResult(whole, fragment);
}

/** Schemes whose references are resolved; of others, the reference is the answer. */
const HIERARCHICAL = new Set(['', 'http', 'https', 'ftp', 'file', 'ws', 'wss', 'sftp', 'gopher', 'rtsp']);

export function urljoin(base: Value, url: Value): string {
  if (base === '' || base === null) return String(url);
  if (url === '' || url === null) return String(base);
  const from = urlparse(base) as Value;
  const to = urlparse(url, from.scheme) as Value;
  if (to.scheme !== from.scheme || !HIERARCHICAL.has(to.scheme as string)) return String(url);
  if (to.netloc !== '') return urlunparse(to);
  if (to.path === '' && to.params === '') {
    const query: Value = to.query === '' ? from.query : to.query;
    return urlunparse(tup(to.scheme, from.netloc, from.path, from.params, query, to.fragment));
  }
  const path = resolved(String(from.path), String(to.path));
  return urlunparse(tup(to.scheme, from.netloc, path, to.params, to.query, to.fragment));
}

/** The path of a reference, from the folder of the base's. */
function resolved(from: string, to: string): string {
  const folder = from.split('/').slice(0, -1);
  const isLast = (i: number, all: readonly string[]): boolean => i === 0 || i === all.length - 1;
  let segments = to.split('/');
  if (!to.startsWith('/'))
    segments = [...folder, ...segments].filter((one, i, all) => one !== '' || isLast(i, all));
  const path: string[] = [];
  for (const segment of segments)
    if (segment === '..') path.pop();
    else if (segment !== '.') path.push(segment);
  if (['.', '..'].includes(segments.at(-1) ?? '')) path.push('');
  const joined = path.join('/');
  return joined === '' ? '/' : joined;
}

/** Names and values, in their order. */
export function parse_qsl(query: Value, keep: Value = false, strict: Value = false): Value[] {
  const named = [keep, strict].find((one) => one instanceof Kw) as Kw | undefined;
  const keeps: Value = named?.get('keep_blank_values', false) ?? keep;
  const pairs: Value[] = [];
  for (const one of String(query).split('&')) {
    const [name = '', value = ''] = cut(one, '=');
    if (one === '' || (!one.includes('=') && keeps !== true)) {
      if (named?.get('strict_parsing') === true || strict === true)
        throw new ValueError(`bad query field: '${one}'`);
      continue;
    }
    if (value !== '' || keeps === true) pairs.push(tup(unquote_plus(name), unquote_plus(value)));
  }
  return pairs;
}

export function parse_qs(query: Value, keep: Value = false, strict: Value = false): Dict {
  const found = new Dict();
  for (const [name, value] of parse_qsl(query, keep, strict)) found.setdefault(name, []).push(value);
  return found;
}

export function urlencode(query: Value, several: Value = false, ...more: Value[]): string {
  const named = [several, ...more].find((one) => one instanceof Kw) as Kw | undefined;
  const doseq: Value = named?.get('doseq') ?? several;
  const by: Value = named?.get('quote_via', null) ?? null;
  const one = (x: Value): string => {
    const plain: Value = x instanceof Uint8Array ? x : text(x);
    return by === quote ? quote(plain, '') : quote_plus(plain);
  };
  const pairs: string[] = [];
  for (const [name, value] of items(query instanceof Dict ? query.items() : query) as Iterable<Tuple>) {
    const values: Value[] =
      doseq === true && typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
        ? [...items(value)]
        : [value];
    for (const each of values) pairs.push(`${one(name)}=${one(each)}`);
  }
  return pairs.join('&');
}
