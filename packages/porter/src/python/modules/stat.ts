/** Python's stat: what the mode of a file says, with Linux's numbers. */
export const S_IEXEC = 0o100;
export const S_IFBLK = 0o60000;
export const S_IFCHR = 0o20000;
export const S_IFDIR = 0o40000;
export const S_IFIFO = 0o10000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFSOCK = 0o140000;
export const S_IREAD = 0o400;
export const S_IRGRP = 0o40;
export const S_IROTH = 0o4;
export const S_IRUSR = 0o400;
export const S_IRWXG = 0o70;
export const S_IRWXO = 0o7;
export const S_IRWXU = 0o700;
export const S_ISGID = 0o2000;
export const S_ISUID = 0o4000;
export const S_ISVTX = 0o1000;
export const S_IWGRP = 0o20;
export const S_IWOTH = 0o2;
export const S_IWRITE = 0o200;
export const S_IWUSR = 0o200;
export const S_IXGRP = 0o10;
export const S_IXOTH = 0o1;
export const S_IXUSR = 0o100;
export const ST_ATIME = 7;
export const ST_CTIME = 9;
export const ST_DEV = 2;
export const ST_GID = 5;
export const ST_INO = 1;
export const ST_MODE = 0;
export const ST_MTIME = 8;
export const ST_NLINK = 3;
export const ST_SIZE = 6;
export const ST_UID = 4;

export const S_IFMT = (mode: number): number => mode & 0o170000;
export const S_IMODE = (mode: number): number => mode & 0o7777;

const isOf =
  (kind: number) =>
  (mode: number): boolean =>
    S_IFMT(mode) === kind;

export const S_ISDIR = isOf(S_IFDIR);
export const S_ISREG = isOf(S_IFREG);
export const S_ISLNK = isOf(S_IFLNK);
export const S_ISCHR = isOf(S_IFCHR);
export const S_ISBLK = isOf(S_IFBLK);
export const S_ISFIFO = isOf(S_IFIFO);
export const S_ISSOCK = isOf(S_IFSOCK);

const KINDS: readonly (readonly [kind: number, letter: string])[] = [
  [S_IFLNK, 'l'],
  [S_IFSOCK, 's'],
  [S_IFREG, '-'],
  [S_IFBLK, 'b'],
  [S_IFDIR, 'd'],
  [S_IFCHR, 'c'],
  [S_IFIFO, 'p'],
];

/** As `ls -l` shows it. */
export function filemode(mode: number): string {
  const letters = [...'rwxrwxrwx'].map((letter, i) => (mode & (0o400 >> i) ? letter : '-'));
  for (const [at, bit, small] of [
    [2, S_ISUID, 's'],
    [5, S_ISGID, 's'],
    [8, S_ISVTX, 't'],
  ] as const)
    if (mode & bit) letters[at] = letters[at] === '-' ? small.toUpperCase() : small;
  return (KINDS.find(([kind]) => kind === S_IFMT(mode))?.[1] ?? '?') + letters.join('');
}
