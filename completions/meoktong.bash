# SPDX-License-Identifier: MIT
# bash completion for meoktong

_meoktong()
{
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local command=extract word
    local pages="--format --output --input --null --published --url
        --publishers --errors --quiet --verbose --max-size --max-time --delay
        --allow-private --user-agent --help --version"

    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
        extract|article|times|numbers|help) command=$word; break ;;
        esac
    done
    case $before in
    -F|--format)
        mapfile -t COMPREPLY < <(compgen -W \
            "jsonl json csv tsv table full" -- "$current")
        return ;;
    --publishers)
        mapfile -t COMPREPLY < <(compgen -W none -- "$current"); return ;;
    --errors)
        mapfile -t COMPREPLY < <(compgen -W json -- "$current"); return ;;
    --direction)
        mapfile -t COMPREPLY < <(compgen -W "past future nearest" -- \
            "$current")
        return ;;
    --published|--url|--max-size|--max-time|--delay|--user-agent|--ref)
        return ;;
    esac
    if [[ $current == -* ]]; then
        case $command in
        extract) word="$pages --exit-status" ;;
        article) word="$pages --text --markdown" ;;
        times) word="--ref --direction --output --quiet --help --version" ;;
        numbers) word="--output --quiet --help --version" ;;
        *) word="--help --version" ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
        return
    fi
    if [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W \
            "extract article times numbers help" -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    if (( COMP_CWORD == 1 )); then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W \
            "extract article times numbers help" -- "$current")
    fi
}
complete -o filenames -F _meoktong meoktong
