# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for fish: options, then directories.
complete -c opsfs --no-files -a '(__fish_complete_directories)'
complete -c opsfs -s h -l help -d 'Print the options'
complete -c opsfs -s V -l version -d 'Print the version'
complete -c opsfs -s f -d 'Stay in the foreground'
complete -c opsfs -s d -d 'Print every FUSE request (and -f)'
complete -c opsfs -s o -x -d 'Mount options' \
    -a 'base_url= ca_file= credentials= cache_size= eps=off eps_url= lists= nonempty offline proxy= require_ops searches= split_search store= store=none store_size= store_wait= weekly_cap= timeout= bulk=off mirror=verbatim readahead=0 sizes=lazy sizes=exact uid= gid= umask= allow_other'
