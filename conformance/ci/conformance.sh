#!/bin/sh
# For any other CI: judges, writes the reports, and ends with the kit's exit code, which is the gate.
#
#   ci/conformance.sh agent --start "python3 agent.py"
#   CAPSULE_OWNER_PASSWORD=… ci/conformance.sh opstage --url http://127.0.0.1:8080 --owner admin
#
# KIT is what npx installs, REPORTS the folder for the reports. Hand $REPORTS/junit.xml to your CI's JUnit step (Jenkins:
# `junit 'conformance-report/junit.xml'`) in the part that runs whatever the outcome.
set -u
kit=${KIT:-capsule-conformance@1}
reports=${REPORTS:-conformance-report}

npx --yes --package "$kit" capsule-conformance "$@" \
  --report "junit=$reports/junit.xml,html=$reports/report.html,json=$reports/report.json"
code=$?

case $code in
  0) echo "Conformant, as far as was selected." ;;
  1) echo "Not conformant; see $reports/report.html." ;;
  2) echo "The command line or a file it names is wrong." ;;
  *) echo "Incomplete: no verdict on conformance." ;;
esac
exit "$code"
