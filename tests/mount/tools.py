# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools that people read files with, as shell command lines.

A line runs in the directory of its file or, for the second table, of its
folder; what it prints and its exit status are its result.  $F is the file,
$G its neighbour, $D the folder, $REF a plain copy of the directory, $OUT an
empty directory.  Archives are unpacked again, because their headers hold
dates.  The first word after `#` names a program that has to be there, when it
is not the first word of the line.
"""

PYTHON = "/usr/bin/python3"


def _python(code: str) -> str:
    return f"{PYTHON} -c 'import os, sys; F, G = sys.argv[1:]; " \
           f"{code}' $F $G"


FILES = {
    # plain reading
    "cat": "cat $F",
    "cat <": "cat <$F",
    "cat |": "cat $F | cat",
    "cat twice": "cat $F $F",
    "busybox cat": "busybox cat $F",
    "head -c": "head -c 100 $F",
    "head -n": "head -n 3 $F",
    "head -c -10": "head -c -10 $F",
    "tail -c": "tail -c 50 $F",
    "tail -n": "tail -n 3 $F",
    "tail -c +100": "tail -c +100 $F",
    "busybox tail": "busybox tail -c 50 $F",
    "wc -c": "wc -c $F",
    "wc -c <": "wc -c <$F",
    "wc -c two": "wc -c $F $G | awk '{print $1, $2}'",
    "wc": "wc $F | awk '{print $1, $2, $3}'",
    "tac": "tac $F",
    "nl": "nl $F",
    "fold": "fold -w 60 $F",
    "cut": "cut -c 1-30 $F",
    "tr": "tr a-z A-Z <$F",
    "od": "od -An -tx1 $F",
    "base64": "base64 $F",
    "split": "split -b 1000 $F $OUT/x && cat $OUT/x*",
    "tee": "tee $OUT/x <$F && cat $OUT/x",
    "iconv": "iconv -f utf-8 -t utf-16 $F",
    "strings": "strings $F",
    "dd": "dd if=$F status=none",
    "dd bs=1M": "dd if=$F bs=1M status=none",
    "dd skip": "dd if=$F bs=100 skip=5 count=3 status=none",
    # searching and filtering
    "grep": "grep -n legal $F",
    "grep -c": "grep -c . $F",
    "grep -z": "grep -zc legal $F",
    "rg": "rg --no-config -n legal $F",
    "rg --mmap": "rg --no-config --mmap -n legal $F",
    "rg --no-mmap": "rg --no-config --no-mmap -n legal $F",
    "rg |": "cat $F | rg --no-config -n legal",
    "ag": "ag --nocolor --nogroup legal $F </dev/null",
    "sed": "sed -n 2,9p $F",
    "sed s": "sed s/legal/LEGAL/g $F",
    "awk": "awk '{n += length} END {print n}' $F",
    "perl": "perl -ne 'print if /legal/' $F",
    "perl -s": "perl -e 'print -s $ARGV[0]' $F",
    "perl slurp": "perl -0777 -e 'print length <>' $F",
    "sort": "sort $F",
    "sort -o": "sort -o $OUT/x $F && cat $OUT/x",
    "uniq": "uniq -c $F",
    # sums and comparing
    "sha256sum": "sha256sum $F",
    "md5sum": "md5sum $F",
    "cksum": "cksum $F",
    "sum": "sum $F",
    "cmp": "cmp $F $REF/$F",
    "cmp reversed": "cmp $REF/$F $F",
    "diff": "diff $F $REF/$F",
    "diff -q": "diff -q $F $REF/$F",
    "busybox cmp": "busybox cmp $F $REF/$F",
    # copying and packing
    "cp": "cp $F $OUT/x && cat $OUT/x",
    "cp -a": "cp -a $F $OUT/x && cat $OUT/x",
    "cp --sparse": "cp --sparse=always $F $OUT/x && cat $OUT/x",
    "cp --reflink": "cp --reflink=auto $F $OUT/x && cat $OUT/x",
    "busybox cp": "busybox cp $F $OUT/x && cat $OUT/x",
    "install": "install -m 600 $F $OUT/x && cat $OUT/x",
    "rsync": "rsync $F $OUT/x && cat $OUT/x",
    "rsync -c": "rsync -c $F $OUT/x && cat $OUT/x",
    "rsync --inplace": "rsync --inplace $F $OUT/x && cat $OUT/x",
    "tar": "tar cf - $F | tar xOf -",
    "tar -z": "tar czf $OUT/x $F && tar xOzf $OUT/x",
    "tar -f file": "tar cf $OUT/x $F && tar xOf $OUT/x",
    "busybox tar": "busybox tar cf $OUT/x $F && tar xOf $OUT/x",
    "cpio": "echo $F | cpio --quiet -o | cpio --quiet -i --to-stdout",
    "zip": "zip -q $OUT/x.zip $F && unzip -p $OUT/x.zip",
    "7z": "7z a -bd $OUT/x.7z $F >$OUT/log && 7z e -so $OUT/x.7z",
    "gzip": "gzip -c $F | gzip -dc",
    "bzip2": "bzip2 -c $F | bzip2 -dc",
    "xz": "xz -c $F | xz -dc",
    "git hash-object": "git hash-object --no-filters $F",
    "git add": "git --git-dir=$OUT/g init -q && git --git-dir=$OUT/g "
               "--work-tree=. add $F && git --git-dir=$OUT/g cat-file blob :$F",
    "curl file://": "curl -s file://$PWD/$F",
    # looking into it
    "file": "file -b $F",
    "xmllint": "xmllint $F",
    "xmllint --stream": "xmllint --stream --noout $F && echo well-formed",
    "xmllint -": "xmllint - <$F",
    "xmllint --xpath": "xmllint --xpath 'count(//*)' $F",
    "less": "less $F | cat",
    "vim": "vim -es -u NONE -i NONE -n $F -c \"w! $OUT/x\" -c q! ; cat $OUT/x",
    # Python
    "python read": _python("print(open(F).read())"),
    "python seek": _python("f = open(F, \"rb\"); print(f.seek(0, 2))"),
    "python fstat": _python("print(os.fstat(open(F).fileno()).st_size)"),
    "python getsize": _python("print(os.path.getsize(F))"),
    "python pread": _python(
        "print(os.pread(os.open(F, os.O_RDONLY), 1 << 24, 7))"),
    "python mmap": _python(
        "import mmap; f = open(F, \"rb\"); print(mmap.mmap("
        "f.fileno(), 0, access=mmap.ACCESS_READ)[:])"),
    "python mmap of getsize": _python(
        "import mmap; f = open(F, \"rb\"); print(mmap.mmap(f.fileno(), "
        "os.path.getsize(F), access=mmap.ACCESS_READ)[:])"),
    "python sendfile": _python(
        "n = os.path.getsize(F); f = os.open(F, os.O_RDONLY); "
        "o = open(os.environ[\"OUT\"] + \"/x\", \"wb\"); "
        "print(os.sendfile(o.fileno(), f, 0, n)); o.close(); "
        "print(open(o.name).read())"),
    "python sendfile of fstat": _python(
        "f = os.open(F, os.O_RDONLY); n = os.fstat(f).st_size; "
        "o = open(os.environ[\"OUT\"] + \"/x\", \"wb\"); "
        "print(os.sendfile(o.fileno(), f, 0, n)); o.close(); "
        "print(open(o.name).read())"),
    "python copyfile": _python(
        "import shutil; x = os.environ[\"OUT\"] + \"/x\"; "
        "shutil.copyfile(F, x); print(open(x).read())"),
    "python json": _python("import json; print(json.load(open(G)))"),
    "python zipfile": _python(
        "import io, zipfile; z = zipfile.ZipFile(io.BytesIO(), \"w\"); "
        "z.write(F); print(z.read(F))"),
    "python lxml": _python(
        "import lxml.etree as e; print(e.tostring(e.parse(F)))") + " # lxml",
    # sizes
    "stat": "stat -c %s $F",
    "ls -l": "ls -l $F | awk '{print $5}'",
    "test -s": "test -s $F && echo full",
    "test -e": "test -e $F && test -f $F && test -r $F && echo there",
    "find -size": "find $F -size -200k",
    "find -printf": "find $F -printf %s",
    "du -b": "du -b $F",
}

FOLDERS = {
    "cp -r": "cp -r $D $OUT/x && cd $OUT/x && cat *",
    "cp -a": "cp -a $D $OUT/x && cd $OUT/x && cat *",
    "cp *": "cp $D/* $OUT && cat $OUT/*",
    "busybox cp -r": "busybox cp -r $D $OUT/x && cat $OUT/x/*",
    "install *": "install $D/* $OUT && cat $OUT/*",
    "tar": "tar cf - $D | tar xf - -C $OUT && cat $OUT/$D/*",
    "tar -z": "tar czf $OUT/x $D && tar xzf $OUT/x -C $OUT && cat $OUT/$D/*",
    "busybox tar": "busybox tar cf $OUT/x $D && tar xf $OUT/x -C $OUT && "
                   "cat $OUT/$D/*",
    "rsync -a": "rsync -a $D $OUT && cat $OUT/$D/*",
    "rsync -rc": "rsync -rc $D $OUT && cat $OUT/$D/*",
    "zip -r": "zip -qr $OUT/x.zip $D && unzip -q $OUT/x.zip -d $OUT && "
              "cat $OUT/$D/*",
    "7z a": "7z a -bd $OUT/x.7z $D >$OUT/log && 7z x -bd -o$OUT $OUT/x.7z "
            ">$OUT/log && cat $OUT/$D/*",
    "grep -r": "grep -rc . $D | sort",
    "grep -rl": "grep -rl family $D | sort",
    "rg": "rg --no-config --sort path -c . $D",
    "rg --mmap": "rg --no-config --sort path --mmap -c . $D",
    "ag": "ag --nocolor -c . $D </dev/null | sort",
    "cat *": "cat $D/*",
    "wc *": "wc $D/* | awk '{print $1, $2, $3, $4}'",
    "wc -c *": "wc -c $D/* | awk '{print $1, $2}'",
    "sha256sum *": "sha256sum $D/*",
    "head *": "head -n 2 $D/*",
    "tail *": "tail -q -n 1 $D/*",
    "sort *": "sort $D/*",
    "cmp each": "for f in $D/*; do cmp $f $REF/$f || exit; done",
    "test -s each": "for f in $D/*; do test -s $f && echo $f; done",
    "find -exec": "find $D -type f -exec md5sum {} + | sort",
    "find | xargs": "find $D -type f | sort | xargs md5sum",
    "find | cpio": "find $D -type f | cpio --quiet -o >$OUT/x && "
                   "cd $OUT && cpio --quiet -id <x && cat $D/*",
    "find -size": "find $D -type f -size -500k | sort",
    "diff -r": "diff -r $D $REF/$D",
    "diff -rq": "diff -rq $D $REF/$D",
    "du -b": "du -b --apparent-size $D/* | sort",
    "du": "du -sb $D | awk '{print $1 > 0}'; du -ab $D | grep -c xml",
    "ls -lR": "ls -l $D | awk '{print $5, $9}'",
    "stat *": "stat -c '%n %s' $D/*",
    "git add": "git --git-dir=$OUT/g init -q && cd $D && git "
               "--git-dir=$OUT/g --work-tree=. add . && "
               "git --git-dir=$OUT/g ls-files -s",
    "python walk": f"{PYTHON} -c 'import os, sys\n"
                   "for d, _, names in os.walk(sys.argv[1]):\n"
                   "  for n in sorted(names):\n"
                   "    print(n, len(open(d + \"/\" + n, \"rb\").read()))' $D",
    "python getsize": f"{PYTHON} -c 'import os, sys\n"
                      "for n in sorted(os.listdir(sys.argv[1])):\n"
                      "  print(n, os.path.getsize(sys.argv[1] + \"/\" + n))'"
                      " $D",
    "python copytree": f"{PYTHON} -c 'import shutil, sys\n"
                       "shutil.copytree(*sys.argv[1:])' $D $OUT/x && "
                       "cat $OUT/x/*",
    "python tarfile": f"{PYTHON} -c 'import sys, tarfile\n"
                      "with tarfile.open(sys.argv[2], \"w\") as t:\n"
                      "  t.add(sys.argv[1])' $D $OUT/x && "
                      "tar xf $OUT/x -C $OUT && cat $OUT/$D/*",
}

#: With lazy sizes: what shows, or believes, the size that a file was listed
#: with before it was opened for the first time.
LISTED = ("listed",)                    # somebody has listed it
ALWAYS = ("cold", "listed", "again")    # the tool itself lists it
ALLOWED_FILES = {
    # they show a size
    "stat": LISTED, "ls -l": LISTED, "find -printf": LISTED,
    "find -size": LISTED, "du -b": LISTED, "perl -s": LISTED,
    "python getsize": LISTED,
    # they look before they open, and believe it
    "git add": ALWAYS, "busybox tar": LISTED, "cpio": LISTED,
    "diff -q": LISTED, "python mmap of getsize": LISTED,
}
ALLOWED_FOLDERS = {
    "ls -lR": ALWAYS, "stat *": ALWAYS, "du -b": ALWAYS, "find -size": ALWAYS,
    "python getsize": ALWAYS,
    "git add": ALWAYS, "busybox tar": ALWAYS, "find | cpio": ALWAYS,
    "diff -rq": ALWAYS, "python tarfile": ALWAYS,
}
