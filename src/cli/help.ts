/** What `stet check --help` prints, and `stet --help` behind its list of commands. */
export const CHECK_HELP = `  stet [check] [paths…]        paths are files, folders or globs;
                               none: the collections of the config

  --root <dir>                 project root; default: the folder of the config
                               file, else the current folder
  -c, --config <file>          stet.config.{ts,mts,js,mjs,json}; default: the
                               nearest one from here upwards
  --rule <id=off|warn|error>   set a rule, over the config; may repeat;
                               all=off turns every other rule off
  --deep                       decode every image with sharp, which the project
                               must have installed
  --no-remark                  don't run the remark config of the project
  --stdin                      check the text on standard input …
  --stdin-filename <path>      … as if it were this file

  --fix                        repair what can be repaired safely, in the files;
                               with --stdin, the text comes on stdout and the
                               report on stderr
  --unsafe-fixes               --fix, also where it may change what is meant
  --add-stet [--rule <id>] [-- <reason>]
                               write marks that let stand what is found
  --diff                       show what would be changed, and change nothing

  --staged                     what git will commit: the index, not the disk;
                               findings in or caused by what is staged
  --since <ref>                findings in or caused by what was changed since
                               the last common commit with a branch or commit
  --shard <i/n>                a part of the files, for \`stet merge\`; \`auto\`: as
                               the CI counts its jobs; needs --output-file

  --watch                      check again whenever something changes, until it
                               is ended, such as with Ctrl-C

  --untrusted                  for what strangers wrote: run no code of theirs,
                               follow no link out of the root, keep to bounds
  --config-from <ref>          take the config from a branch or commit
  --deadline <seconds>         stop an untrusted run after so long; default 300

  -f, --format <name>[=<file>] text (default), concise, json, jsonl, html,
                               github, gitlab, sarif, junit, checkstyle,
                               rdjson, rdjsonl; may repeat, each to a file
  -o, --output-file <file>     write the report there
  -q, --quiet                  errors only
  --statistics                 counts by rule, and of what was not judged
  --color, --no-color          default: colours in a terminal

  --no-baseline                report what stet-baseline.json accepts, too
  --no-marks                   report what marks in the posts let stand, too

  --no-cache                   find everything out anew
  --cache-dir <dir>            default: node_modules/.cache/stet, else the
                               user's folder for caches
  --threads <n>                at most n; default: one for each processor
  --timing                     on stderr: where the time went

  --max-warnings <n>           fail above n warnings
  --exit-zero                  exit with 0 whatever was found

  -h, --help                   what stet, or one of its commands, takes
  -v, --version                the version

Exit codes: 0 nothing found that fails, 1 errors (or too many warnings),
2 wrong usage or config, or a file that could not be checked.
`;
