# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash: options, then directories.
_opsfs() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    if [ "$prev" = -o ]; then
        mapfile -t COMPREPLY < <(compgen -S = -W \
            'base_url ca_file credentials cache_size eps eps_url lists nonempty offline proxy require_ops searches split_search store store_size store_wait weekly_cap timeout bulk mirror readahead sizes uid gid umask' \
            -- "$cur")
        compopt -o nospace
    elif [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '-f -d -o --help --version' -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        compopt -o filenames
    fi
}
complete -F _opsfs opsfs
