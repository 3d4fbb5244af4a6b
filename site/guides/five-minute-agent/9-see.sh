curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/commands/$COMMAND_ID"
