export OPSTAGE_URL=${OPSTAGE_URL:-http://127.0.0.1:8080}
export OPSTAGE_REGISTRATION_TOKEN=$REGISTRATION_TOKEN
"$CAPSULE/node_modules/.bin/capsule-agent" run capsule.yaml
