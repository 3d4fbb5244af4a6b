REGISTRATION_TOKEN=$(curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/registration-tokens" \
  -H "X-CSRF-Token: $CSRF_TOKEN" -H 'Content-Type: application/json' \
  -d '{"label":"five minutes"}' | field token)
