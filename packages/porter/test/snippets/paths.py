# --- paths as names
from pathlib import Path, PurePath, PurePosixPath
p = PurePath('/usr') / 'lib' / 'python3' / 'os.tar.gz'
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parts)
print(p.parent, p.parent.parent.name, list(p.parents)[1:3], p.root, p.anchor, len(p.parents))
print(p.with_name('x.py'), p.with_suffix('.bz2'), p.with_stem('new'), p.with_suffix(''), p.is_absolute())
print(p.relative_to('/usr'), p.is_relative_to('/usr/lib'), p.is_relative_to('/opt'))
print(PurePath('a//b/./c/'), PurePath('a', 'b', 'c.txt'), PurePath('a', '/b'), PurePath(), PurePath('.'), PurePath('a/../b'))
print('etc' / PurePath('x'), p.match('*.gz'), p.match('lib/*/os.*'), PurePath('a/b.py').match('/a/*.py'))
print(PurePath('a') == PurePath('a/'), PurePath('a') < PurePath('b'), sorted(map(PurePath, ['b', 'a/c', 'a'])))
d = {PurePath('a'): 1}
print(d[PurePath('a')], PurePath('a') in d, PurePath('.bashrc').suffix, PurePath('.bashrc').stem, PurePath('x.').suffix)
print(p.as_posix(), PurePath('/a b').as_uri(), str(PurePath('x')) + '!', f'{PurePath("y")}', p.joinpath('..', 'z'))
print(isinstance(Path('x'), PurePath), PurePosixPath('/a').parent.parent, repr(Path('x')), type(Path('x')).__name__)
for bad in (lambda: p.relative_to('/opt'), lambda: PurePath('/').with_name('x'), lambda: p.with_suffix('gz'), lambda: PurePath('a') / 3):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# --- paths over the file system
import os
import shutil
import tempfile
from pathlib import Path
base = Path(tempfile.mkdtemp())
try:
    docs = base / 'docs' / 'old'
    print(base.exists(), docs.exists(), base.is_dir(), base.is_file())
    docs.mkdir(parents=True)
    docs.mkdir(exist_ok=True)
    try:
        docs.mkdir()
    except FileExistsError as e:
        print('there', e.errno)
    f = base / 'notes.txt'
    print(f.write_text('one\ntwo\n'), f.read_text(), f.stat().st_size, f.is_file(), f.exists())
    (docs / 'a.txt').write_text('a')
    (docs / 'b.md').write_bytes(b'\x00b')
    (base / 'docs' / 'c.txt').touch()
    print((docs / 'b.md').read_bytes(), (base / 'docs' / 'c.txt').read_text() == '')
    print(sorted(p.name for p in base.iterdir()))
    print(sorted(str(p.relative_to(base)) for p in base.rglob('*.txt')))
    print(sorted(p.name for p in base.glob('*.txt')), sorted(p.name for p in base.glob('docs/*')), sorted(p.name for p in base.glob('**/*')))
    with f.open('a') as out:
        out.write('three\n')
    with open(f) as lines:
        for line in lines:
            print(line.rstrip())
    with (base / 'notes.txt').open() as lines:
        print(len(lines.readlines()))
    g = f.rename(base / 'renamed.txt')
    print(g.name, f.exists(), os.path.exists(g), os.path.basename(g), os.listdir(docs) != [], os.path.join(base, 'x') == str(base / 'x'))
    g.unlink()
    g.unlink(missing_ok=True)
    try:
        g.unlink()
    except FileNotFoundError as e:
        print(str(e).replace(str(base), 'BASE'))
    try:
        f.read_text()
    except OSError as e:
        print(type(e).__name__, e.filename == str(f))
    try:
        base.rmdir()
    except OSError as e:
        print('not empty')
    size = sum(p.stat().st_size for p in base.rglob('*') if p.is_file())
    print(size, Path.cwd() == Path(os.getcwd()), Path('x').absolute() == Path.cwd() / 'x', base.resolve().is_absolute())
    by_suffix = {}
    for p in sorted(base.rglob('*')):
        if p.is_file():
            by_suffix.setdefault(p.suffix, []).append(p.name)
    print(by_suffix, os.fspath(base) == str(base))
finally:
    shutil.rmtree(base)
print(base.exists())
