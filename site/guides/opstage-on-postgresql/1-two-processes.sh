export OPSTAGE_DATABASE_URL=${OPSTAGE_DATABASE_URL:-postgres://user:password@localhost:5432/fleet}
export OPSTAGE_OWNER_PASSWORD=correct-horse-battery
OPSTAGE_PORT=8081 npm start -w capsule-opstage &
OPSTAGE_PORT=8082 npm start -w capsule-opstage &
