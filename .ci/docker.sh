# Sourced by .ci/run: has a Docker answer, with compose, and stops it in the end where it was started here.

# Waits up to 60 seconds until Docker answers, or until the process of that id has ended.
await_docker() {
  for _ in $(seq 60); do
    docker info > /dev/null 2>&1 && return 0
    kill -0 "$1" 2> /dev/null || return 1
    sleep 1
  done
  return 1
}

start_docker() {
  docker info > /dev/null 2>&1 && return 0
  [ "$(id -u)" = 0 ] || fail "No Docker answers. Start it, or let this user use it: usermod --append --groups docker $(id -un)."
  local log
  log=$(mktemp)
  # A session of its own, so that an interruption of this script reaches it only by the trap.
  setsid dockerd > "$log" 2>&1 &
  local docker_pid=$!
  # shellcheck disable=SC2064
  trap "stop_docker $docker_pid $log" EXIT
  await_docker "$docker_pid" && return 0
  tail -5 "$log"
  fail "dockerd was started, and did not come up within 60 seconds; the last that it wrote is above."
}

# Ends the dockerd of that id, and its containers with it; it has ten seconds.
stop_docker() {
  kill "$1" 2> /dev/null || true
  for _ in $(seq 10); do
    kill -0 "$1" 2> /dev/null || break
    sleep 1
  done
  kill -9 "$1" 2> /dev/null || true
  rm -f "$2"
}
