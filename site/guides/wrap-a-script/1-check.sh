"$CAPSULE/node_modules/.bin/capsule-agent" run capsule.yaml --check
