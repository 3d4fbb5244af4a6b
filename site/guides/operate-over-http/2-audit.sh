curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/audit-events?pageSize=5"
curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/audit-events/export?format=jsonl" -o audit.jsonl
