curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/dashboard/summary"
curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/agents?status=ONLINE"
curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/capsule-services"
