# What ./discern and ./test share: checks, steps that log, and the npm packages. Sourced with $root set.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
export PATH=$PATH:${HOME:-/root}/.dotnet
mkdir -p "$root/artifacts"
log=$root/artifacts/setup.log

say() { echo "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# install_with APT DNF BREW: the command that installs a package on this system.
install_with() {
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo "
  if command -v apt-get >/dev/null; then echo "${sudo}apt-get install -y $1"
  elif command -v dnf >/dev/null; then echo "${sudo}dnf install -y $2"
  else echo "brew install $3"; fi
}

require_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^1[0-9]\.' ||
    fail "Discern needs the .NET 10 SDK, which is not here; install it with: $(install_with dotnet-sdk-10.0 dotnet-sdk-10.0 dotnet-sdk)"
}

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "Discern needs Node.js 20 or newer with npm, which is not here; install it with: $(install_with 'nodejs npm' 'nodejs npm' node)"
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] ||
    fail "Discern needs Node.js 20 or newer, and this is $version; install a newer one with: $(install_with 'nodejs npm' 'nodejs npm' node)"
}

# step SENTENCE COMMAND...: one line of progress; what the command says goes to the log, whose end is shown if it fails.
step() {
  say "  $1"
  shift
  echo "\$ $*" >>"$log"
  "$@" >>"$log" 2>&1 && return
  say ""
  tail -n 25 "$log" >&2
  fail "That step failed; the lines above are the end of $log. Mend what they name and run the same command again."
}

# One set-up at a time. Where flock is missing (macOS), two first uses at the same moment are the user's to avoid.
lock() {
  exec 9>"$root/artifacts/.lock"
  ! command -v flock >/dev/null || flock -n 9 || {
    say "Another Discern is setting up; waiting for it."
    flock 9
  }
}

# install_packages FOLDER WHAT: npm ci where it is due. The copy of the lock file inside node_modules tells what is installed
# there. A node_modules that is a link is not ours to fill.
install_packages() {
  local installed=$1/node_modules/.discern-lock.json
  { [ -L "$1/node_modules" ] || cmp -s "$1/package-lock.json" "$installed"; } && return
  require_node
  step "Fetching $2 (npm ci)" npm ci --prefix "$1" --ignore-scripts
  cp "$1/package-lock.json" "$installed"
}
