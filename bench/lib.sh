# Sourced by the benches: builds what they need, and defines bench, which runs one of the classes in
# src/test/java/io/jenkins/plugins/cloudops/bench.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "bench: $1" >&2
  exit 1
}

needs() {
  for tool; do
    command -v "$tool" >/dev/null || fail "there is no $tool on the PATH."
  done
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
needs "$java" mvn
# The plugin does the same: a file that is named there and missing makes every command print a warning.
[ -e "${TF_CLI_CONFIG_FILE-}" ] || unset TF_CLI_CONFIG_FILE

out=target/bench
classpath=$out/classpath
if [ ! -s $classpath ] || [ -n "$(find pom.xml src -newer $classpath -type f | head -n 1)" ]; then
  mkdir -p $out
  mvn -q -B -Dstyle.color=never test-compile dependency:build-classpath -Dmdep.outputFile=$out/classpath.new >&2 ||
    fail "the build has failed, see above."
  mv $out/classpath.new $classpath
fi

bench() {
  class=$1
  shift
  # shellcheck disable=SC2086
  "$java" ${heap-} -cp "target/test-classes:target/classes:$(cat $classpath)" "io.jenkins.plugins.cloudops.bench.$class" "$@"
}
