#!/bin/sh
# The main job on real input: fill an archive from the pages in this folder, search it, export it.
# Usage: sh data/demo.sh FOLDER   (FOLDER/venv holds newsarchive; the archive and its exports go into FOLDER)
set -eu
folder=$1
PATH=$(cd "$folder/venv/bin" && pwd):$PATH
NEWSARCHIVE_FILE=$folder/archive.db
export PATH NEWSARCHIVE_FILE
rm -f "$NEWSARCHIVE_FILE" "$NEWSARCHIVE_FILE-wal" "$NEWSARCHIVE_FILE-shm"

run() {
    printf '\n$ newsarchive'
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9/._-]*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    if [ "$1" = search ] && [ ! -t 1 ]; then
        # In a pipe a search answers in TSV, for programs: show what a person would see at a terminal.
        COLUMNS=100 TERM=xterm-256color python -c 'import pty, sys; pty.spawn(sys.argv[1:])' newsarchive "$@" </dev/null
    else
        newsarchive "$@"
    fi
}

printf '\n$ newsarchive add data/pages/*/*.*\n'
newsarchive add data/pages/*/*.*
run import data/feeds/binhlac.rss
run tag add 'Dân vận khéo' --query '"dân vận khéo"'
run search 'dân vận' --limit 4
run search dan van --limit 3
run search 'UBND (bão OR lũ) date:2018..2024' --limit 2
run list --limit 5
run export --rss -o "$folder/archive.rss"
run export --html -o "$folder/site"
printf '\nThe archive is %s, the feed %s, the pages %s.\n' \
    "$NEWSARCHIVE_FILE" "$folder/archive.rss" "$folder/site/index.html"
