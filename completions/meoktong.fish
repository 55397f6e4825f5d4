# SPDX-License-Identifier: MIT
# fish completion for meoktong

set -l commands extract article times numbers fetch robots help
set -l no_command "not __fish_seen_subcommand_from $commands"
set -l extract "not __fish_seen_subcommand_from article times numbers fetch robots help"
set -l pages "not __fish_seen_subcommand_from times numbers fetch robots help"
set -l lists "not __fish_seen_subcommand_from times numbers robots help"
set -l network "not __fish_seen_subcommand_from times numbers help"
set -l output "not __fish_seen_subcommand_from robots help"
set -l data "not __fish_seen_subcommand_from help"

complete -c meoktong -n $no_command -a extract -d 'outage records'
complete -c meoktong -n $no_command -a article -d 'the article alone'
complete -c meoktong -n $no_command -a times -d 'time expressions of a text'
complete -c meoktong -n $no_command -a numbers -d 'numbers of a text'
complete -c meoktong -n $no_command -a fetch -d 'pages into a WARC'
complete -c meoktong -n $no_command -a robots -d 'does robots.txt allow a page'
complete -c meoktong -n $no_command -a help -d 'options of a command'
complete -c meoktong -n '__fish_seen_subcommand_from help' -f -a "$commands"

complete -c meoktong -s h -l help -d 'say what there is'
complete -c meoktong -s V -l version -d 'name the versions'
complete -c meoktong -n $output -s o -l output -r -F -d 'write to FILE'
complete -c meoktong -n $data -s q -l quiet -d 'no messages about inputs'
complete -c meoktong -n $pages -s F -l format -x -a 'jsonl json csv tsv table full' -d 'format'
complete -c meoktong -n $lists -s i -l input -r -F -d 'read SOURCEs from a file'
complete -c meoktong -n $lists -s 0 -l null -d 'the list is parted by NUL'
complete -c meoktong -n $pages -l published -x -d 'date of pages that do not say it'
complete -c meoktong -n $pages -l url -x -d 'URL of pages that do not say it'
complete -c meoktong -n $pages -l publishers -r -a none -d 'sites of one\'s own; none: know none'
complete -c meoktong -n $pages -l errors -x -a json -d 'error records'
complete -c meoktong -n $lists -s v -l verbose -d 'a line about every input'
complete -c meoktong -n $network -l max-size -x -d 'ceiling of a page'
complete -c meoktong -n $network -l max-time -x -d 'ceiling of a download'
complete -c meoktong -n $network -l delay -x -d 'pause between requests'
complete -c meoktong -n $network -l allow-private -d 'private addresses, too'
complete -c meoktong -n $network -l user-agent -x -d 'who asks'
complete -c meoktong -n $network -l rate -x -d 'requests a second'
complete -c meoktong -n $network -l connections -x -d 'downloads at once'
complete -c meoktong -n $network -l retries -x -d 'more tries after a failure'
complete -c meoktong -n $network -l proxy -x -d 'download through this'
complete -c meoktong -n $network -l cacert -r -F -d 'certificates to trust'
complete -c meoktong -n $network -l resolve -x -d 'HOST:PORT:ADDRESS'
complete -c meoktong -n $network -l https-only -d 'no redirects to http'
complete -c meoktong -n $lists -l ignore-robots -d 'do not ask robots.txt'
complete -c meoktong -n $lists -l keep-partial -d 'pages cut short, too'
complete -c meoktong -n $pages -s j -l jobs -x -d 'worker processes'
complete -c meoktong -n $pages -l unordered -d 'records as they come'
complete -c meoktong -n $pages -l join -d 'read the pages of an article as one'
complete -c meoktong -n $pages -l warc -r -F -d 'keep what is downloaded'
complete -c meoktong -n $extract -l db -r -F -d 'keep records in SQLite'
complete -c meoktong -n $extract -l explain -d 'evidence in the article'
complete -c meoktong -n $lists -l refresh -d 'also what is there already'
complete -c meoktong -n $extract -s e -l exit-status -d 'exit with 4 if none'
complete -c meoktong -n '__fish_seen_subcommand_from article' -l text -d 'to be read'
complete -c meoktong -n '__fish_seen_subcommand_from article' -l markdown -d 'as Markdown'
complete -c meoktong -n '__fish_seen_subcommand_from times' -l ref -x -d 'day of the text'
complete -c meoktong -n '__fish_seen_subcommand_from times' -l direction -x -a 'past future nearest' -d 'where a day lies'
