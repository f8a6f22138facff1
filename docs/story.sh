#!/bin/sh
# The story of two submissions, played by four people on one machine with four data folders.
#
#   story.sh FOLDER [COMMAND…]
#
# FOLDER is new. COMMAND leaves a recorded session in the data folder that CANDOR_HOME names;
# without one, the worker's desktop is recorded for three seconds.
set -eu
here=$1
shift
mkdir -m 700 "$here"
(umask 077 && echo "correct horse battery staple" > "$here/passphrase")
export CANDOR_PASSPHRASE_FILE="$here/passphrase"

as() { CANDOR_HOME="$here/$1" && export CANDOR_HOME; }
say() { printf '\n== %s\n' "$*"; }
newest() { candor sessions --json | sed -n 's/.*"session": "\([0-9a-f]*\)".*/\1/p' | head -n 1; }

say "Everybody makes an identity and gives away its public half"
for person in steward worker anna ben; do
    as "$person"
    candor identity new
done

say "The steward signs the campaign and makes its broker"
as steward
candor campaign new --example > "$here/terms.json"
candor campaign new --terms "$here/terms.json" --out "$here/team.campaign"
broker=$(candor broker new "$here/broker" --campaign "$here/team.campaign" \
    --epoch-key "$here/epoch.key")

say "The roster names Anna and Ben; the steward and Anna sign it, because one alone may not"
root=$(candor roster new --campaign team-2026 --broker "$broker" \
    --signer "$here/steward/identity.pub" --signer "$here/anna/identity.pub" \
    --person "Anna K.=$here/anna/identity.pub:annotator" \
    --person "Ben L.=$here/ben/identity.pub:engineer" --out "$here/team.roster")
candor roster sign "$here/team.roster"
as anna
candor roster sign "$here/team.roster"
candor roster show "$here/team.roster"
candor broker roster "$here/broker" "$here/team.roster" --root "$root"

say "Everybody compares the root of the roster and accepts it"
for person in steward worker anna ben; do
    as "$person"
    candor roster accept "$root" --at "$here/broker"
done

say "The steward lets Anna and Ben open submissions"
as steward
candor grant "Anna K." --role annotator
candor grant "Ben L." --role engineer

say "The worker agrees, records twice, redacts and submits"
as worker
candor consent give --campaign "$here/team.campaign" --all --yes
for submitted in first second; do
    if [ $# -gt 0 ]; then "$@"; else
        candor record --task "Write a note" --campaign "$here/team.campaign" --for 3
    fi
    candidate=$(candor redact "$(newest)" --accept-all)
    candor submit "$candidate" --dry-run
    candor submit "$candidate" --yes > "$here/$submitted"
done
first=$(cat "$here/first")

say "Anna looks at what is assigned to her, and labels it"
as anna
candor queue
candor annotate "$first"
candor open "$first" --stream video --stream actions --out "$here/seen"
step=$(sed -n 's/.*"id": "\(e[0-9]*\)".*/\1/p' "$here/seen/steps.json" | head -n 1)
printf '{"session": {"outcome": "success", "tags": ["note"]}, "steps": {"%s": {"what": "%s"}}}' \
    "$step" "Clicks into the note" > "$here/answers.json"
candor annotate "$first" --answers "$here/answers.json" --finish > "$here/labels"
candor queue

say "Ben exports what he may, with what Anna said"
as ben
candor export --from known --format jsonl --out "$here/export-1"

say "The worker sees who opened the first session, and withdraws it"
as worker
candor audit --session "$first" --verify
candor withdraw "$first" --yes

say "Ben's next export leaves it out and says so"
as ben
candor export --from known --format jsonl --out "$here/export-2"

say "Anna cannot open it any more"
as anna
if candor open "$first"; then exit 1; fi
