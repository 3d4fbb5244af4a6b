# A shell function that takes one member out of a JSON answer, and the address of Opstage.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
OPSTAGE_URL=${OPSTAGE_URL:-http://127.0.0.1:8080}

CSRF_TOKEN=$(curl -sS -c cookies.txt "$OPSTAGE_URL/api/admin/auth/login" \
  -H 'Content-Type: application/json' \
  -d "{\"username\":\"admin\",\"password\":\"$OPSTAGE_OWNER_PASSWORD\"}" | field csrfToken)
