# SPDX-License-Identifier: MIT
# fish completion for meoktong

set -l commands extract article times numbers help
set -l no_command "not __fish_seen_subcommand_from $commands"
set -l extract "not __fish_seen_subcommand_from article times numbers help"
set -l pages "not __fish_seen_subcommand_from times numbers help"
set -l data "not __fish_seen_subcommand_from help"

complete -c meoktong -n $no_command -a extract -d 'outage records'
complete -c meoktong -n $no_command -a article -d 'the article alone'
complete -c meoktong -n $no_command -a times -d 'time expressions of a text'
complete -c meoktong -n $no_command -a numbers -d 'numbers of a text'
complete -c meoktong -n $no_command -a help -d 'options of a command'
complete -c meoktong -n '__fish_seen_subcommand_from help' -f -a "$commands"

complete -c meoktong -s h -l help -d 'say what there is'
complete -c meoktong -s V -l version -d 'name the versions'
complete -c meoktong -n $data -s o -l output -r -F -d 'write to FILE'
complete -c meoktong -n $data -s q -l quiet -d 'no messages about inputs'
complete -c meoktong -n $pages -s F -l format -x -a 'jsonl json csv tsv table full' -d 'format'
complete -c meoktong -n $pages -s i -l input -r -F -d 'read SOURCEs from a file'
complete -c meoktong -n $pages -s 0 -l null -d 'the list is parted by NUL'
complete -c meoktong -n $pages -l published -x -d 'date of pages that do not say it'
complete -c meoktong -n $pages -l url -x -d 'URL of pages that do not say it'
complete -c meoktong -n $pages -l publishers -x -a none -d 'know no site'
complete -c meoktong -n $pages -l errors -x -a json -d 'error records'
complete -c meoktong -n $pages -s v -l verbose -d 'a line about every input'
complete -c meoktong -n $pages -l max-size -x -d 'ceiling of a page'
complete -c meoktong -n $pages -l max-time -x -d 'ceiling of a download'
complete -c meoktong -n $pages -l delay -x -d 'pause between requests'
complete -c meoktong -n $pages -l allow-private -d 'private addresses, too'
complete -c meoktong -n $pages -l user-agent -x -d 'who asks'
complete -c meoktong -n $extract -s e -l exit-status -d 'exit with 4 if none'
complete -c meoktong -n '__fish_seen_subcommand_from article' -l text -d 'to be read'
complete -c meoktong -n '__fish_seen_subcommand_from article' -l markdown -d 'as Markdown'
complete -c meoktong -n '__fish_seen_subcommand_from times' -l ref -x -d 'day of the text'
complete -c meoktong -n '__fish_seen_subcommand_from times' -l direction -x -a 'past future nearest' -d 'where a day lies'
