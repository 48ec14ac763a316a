# is_current: whether artifacts/discern was built from what stands in $root now. Sourced with $root set; takes milliseconds.
# Anything newer than the stamp, a folder that lost a file included, asks for a build.
is_current() {
  local stamp=$root/artifacts/discern/.stamp
  [ -e "$stamp" ] && [ -d "$root/node_modules" ] &&
    [ -z "$(find "$root/src" "$root/build" "$root"/*.props "$root/package-lock.json" \
      \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)" ]
}
