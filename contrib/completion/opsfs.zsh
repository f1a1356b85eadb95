#compdef opsfs
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for zsh: options, then directories.
local curcontext=$curcontext state line
typeset -A opt_args

_arguments -s -C \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    '-f[stay in the foreground]' \
    '-d[print every FUSE request (and -f)]' \
    '*-o+[mount options]:options:->options' \
    '*:directory:_directories' && return 0

[[ $state == options ]] && _values -s , 'mount option' \
    'base_url[where OPS is]:URL:_urls' \
    'ca_file[certificates to trust (PEM), beside the system'\''s]:PEM file:_files' \
    'credentials[file of key and secret]:file:_files' \
    'cache_size[memory for answers]:size such as 256M: ' \
    'eps[whether the publication server is asked]:eps:(on off)' \
    'eps_url[where the publication server is]:URL:_urls' \
    'lists[your lists of numbers]:directory:_directories' \
    'offline[show cached answers only, never ask OPS]' \
    'nonempty[mount over a directory with files in it]' \
    'proxy[proxy to OPS]:URL:_urls' \
    'require_ops[do not mount while OPS is out of reach]' \
    'searches[your named searches]:file:_files' \
    'split_search[gather more than 2000 hits, by date]::hits, 2000 to 100000: ' \
    'store[answers kept on the disk, or none]:directory:_directories' \
    'store_size[disk space for the store]:size such as 2G: ' \
    'store_wait[longest wait for the store'\''s disk]:seconds: ' \
    'weekly_cap[stop after so many bytes a week]:size such as 3.5G: ' \
    'timeout[longest wait of a reader]:seconds: ' \
    'bulk[one request for many records]:bulk:(on off)' \
    'mirror[an answer of OPS for each file]:mirror:(shared verbatim)' \
    'readahead[percent of a quota for what comes next]:percent: ' \
    'uid[owner of the files]:number: ' \
    'gid[group of the files]:number: ' \
    'umask[bits cleared in 0444 and 0555]:octal: ' \
    'sizes[whether listing fetches]:sizes:(lazy exact)' \
    'allow_other[other users may read]'
