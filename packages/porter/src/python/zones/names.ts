/** What the time zone database calls the hours of a zone, by what Intl calls them. */

/** In winter and in summer, by the English name of a zone without `Standard Time` and `Summer Time`. */
const SHORT: Readonly<Record<string, string>> = {
  Alaska: 'AKST AKDT',
  'American Samoa': 'SST',
  Atlantic: 'AST ADT',
  'Australian Central': 'ACST ACDT',
  'Australian Eastern': 'AEST AEDT',
  'Australian Western': 'AWST AWDT',
  British: 'GMT BST',
  Central: 'CST CDT',
  'Central Africa': 'CAT',
  'Central European': 'CET CEST',
  'Central Indonesia': 'WITA',
  Chamorro: 'ChST',
  China: 'CST CDT',
  'Coordinated Universal': 'UTC',
  Cuba: 'CST CDT',
  'East Africa': 'EAT',
  Eastern: 'EST EDT',
  'Eastern European': 'EET EEST',
  'Eastern Indonesia': 'WIT',
  'Greenwich Mean': 'GMT',
  'Hawaii-Aleutian': 'HST HDT',
  'Hong Kong': 'HKT HKST',
  India: 'IST',
  Irish: 'IST',
  Israel: 'IST IDT',
  Japan: 'JST',
  Korean: 'KST KDT',
  Macao: 'CST CDT',
  Macau: 'CST CDT',
  'Mexican Pacific': 'MST MDT',
  Moscow: 'MSK MSD',
  Mountain: 'MST MDT',
  'New Zealand': 'NZST NZDT',
  Newfoundland: 'NST NDT',
  Pacific: 'PST PDT',
  Pakistan: 'PKT PKST',
  Philippine: 'PST PDT',
  'South Africa': 'SAST',
  Taipei: 'CST CDT',
  Taiwan: 'CST CDT',
  'West Africa': 'WAT',
  'Western European': 'WET WEST',
  'Western Indonesia': 'WIB',
  Yukon: 'MST',
};

/** Zones whose hours have a number for a name, where Intl calls them this. */
const NUMBERED: Readonly<Record<string, string>> = {
  'Africa/Casablanca': 'Western European',
  'Africa/El_Aaiun': 'Western European',
  'Antarctica/Casey': 'Australian Western',
  'Antarctica/Troll': 'Greenwich Mean',
  'Asia/Colombo': 'India',
  'Europe/Astrakhan': 'Moscow',
  'Europe/Minsk': 'Moscow',
  'Europe/Saratov': 'Moscow',
  'Europe/Ulyanovsk': 'Moscow',
};

/** Zones that Intl has no names for, and one with the same. */
const LIKE: Readonly<Record<string, string>> = {
  'Europe/Guernsey': 'Europe/London',
  'Europe/Isle_of_Man': 'Europe/London',
  'Europe/Jersey': 'Europe/London',
  'Europe/Kirov': 'Europe/Moscow',
  'Europe/Volgograd': 'Europe/Moscow',
  CST6CDT: 'America/Chicago',
  EST5EDT: 'America/New_York',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
};

/** The zone whose names a zone has. */
export const namedLike = (key: string): string => LIKE[key] ?? key;

/** How many seconds are added in summer, where it is not an hour. */
const ADDED: Readonly<Record<string, number>> = {
  'America/Inuvik': 7200,
  'Australia/Lord_Howe': 1800,
  'Australia/LHI': 1800,
};

/** `+0530`. */
function numbered(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (x: number): string => String(x).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : two(minutes % 60);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${rest}`;
}

/** The short name of the hours of a zone, of the long one, and what is added to the offset, both in seconds. */
export function named(key: string, long: string, offset: number): { name: string; summer: number } {
  const [, stem = '', kind = ''] = /^(.*?)(?: (Standard|Daylight|Summer))? Time$/.exec(long) ?? [];
  const isSummer = kind === 'Daylight' || kind === 'Summer';
  const [winter, other] = (SHORT[stem] ?? '').split(' ');
  const short = isSummer ? other : winter;
  return {
    name: nameOf(key, NUMBERED[key] === stem ? undefined : short, offset),
    summer: summerOf(key, isSummer, offset),
  };
}

function nameOf(key: string, short: string | undefined, offset: number): string {
  if (/^(?:Etc\/)?(?:GMT[-+]?0?|Greenwich)$/.test(key)) return 'GMT';
  if (key === 'MET' && short !== undefined) return short.replace('C', 'M');
  return short === undefined || short === '' ? numbered(offset) : short;
}

function summerOf(key: string, isSummer: boolean, offset: number): number {
  // Ireland's winter is an hour less than its standard time.
  if (/^(?:Europe\/Dublin|Eire)$/.test(key)) return offset === 0 ? -3600 : 0;
  if (key === 'Antarctica/Troll') return offset;
  return isSummer ? (ADDED[key] ?? 3600) : 0;
}
