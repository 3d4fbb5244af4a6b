SERVICE_ID=$(curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/capsule-services?q=mailer" | grep -o 'svc_[A-Za-z0-9_-]*' | head -1)

curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/capsule-services/$SERVICE_ID/actions/drain" \
  -H "X-CSRF-Token: $CSRF_TOKEN" -H 'Content-Type: application/json' -d '{"payload":{"max":1}}'
