#!/usr/bin/env bash
# What the GitHub Action runs: stet on the change of a pull request, else on everything.
set -euo pipefail

args=()

case "${STET_SINCE:-}" in
  all) ;;
  '')
    if [[ "${GITHUB_EVENT_NAME:-}" == pull_request* ]]; then
      # What is checked out is, by default, the merge of the pull request into its target branch: the first parent is that branch.
      git fetch --quiet --no-tags --depth=2 origin "$(git rev-parse HEAD)" || true
      if git rev-parse --quiet --verify 'HEAD^2' > /dev/null; then
        args+=(--since 'HEAD^1')
      else
        git fetch --quiet --no-tags --unshallow origin 2> /dev/null || true
        git fetch --quiet --no-tags origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF"
        args+=(--since "origin/$GITHUB_BASE_REF")
      fi
    fi
    ;;
  *) args+=(--since "$STET_SINCE") ;;
esac

read -r -a more <<< "${STET_ARGS:-}"
args+=(${more[@]+"${more[@]}"})

if [[ -x node_modules/.bin/stet ]]; then
  exec node_modules/.bin/stet ${args[@]+"${args[@]}"}
fi
exec npx --yes "stet@${STET_VERSION:-latest}" ${args[@]+"${args[@]}"}
