# SPDX-License-Identifier: MIT
# bash completion for meoktong

_meoktong()
{
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local command=extract word
    local commands="extract article times numbers fetch robots help"
    local network="--quiet --max-size --max-time --delay --rate --connections
        --retries --user-agent --proxy --cacert --resolve --allow-private
        --https-only --help --version"
    local lists="$network --output --input --null --verbose --ignore-robots
        --keep-partial"
    local pages="$lists --format --jobs --unordered --join --warc --published --url
        --publishers --errors"

    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
        extract|article|times|numbers|fetch|robots|help) command=$word; break ;;
        esac
    done
    case $before in
    -F|--format)
        mapfile -t COMPREPLY < <(compgen -W \
            "jsonl json csv tsv table full" -- "$current")
        return ;;
    --publishers)
        mapfile -t COMPREPLY < <(compgen -f -W none -- "$current"); return ;;
    --errors)
        mapfile -t COMPREPLY < <(compgen -W json -- "$current"); return ;;
    --direction)
        mapfile -t COMPREPLY < <(compgen -W "past future nearest" -- \
            "$current")
        return ;;
    --published|--url|--max-size|--max-time|--delay|--user-agent|--ref|\
    -j|--jobs|--rate|--connections|--retries|--proxy|--resolve)
        return ;;
    esac
    if [[ $current == -* ]]; then
        case $command in
        extract) word="$pages --db --refresh --explain --exit-status" ;;
        article) word="$pages --text --markdown" ;;
        fetch) word="$lists --refresh" ;;
        robots) word=$network ;;
        times) word="--ref --direction --output --quiet --help --version" ;;
        numbers) word="--output --quiet --help --version" ;;
        *) word="--help --version" ;;
        esac
        mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
        return
    fi
    if [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    if (( COMP_CWORD == 1 )); then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$commands" -- "$current")
    fi
}
complete -o filenames -F _meoktong meoktong
