BOOT_ID=boot-$(date +%s)-$$

ANSWER=$(curl -sS "$OPSTAGE_URL/api/agents/register" \
  -H 'Capsule-Contract: 1' -H 'Content-Type: application/json' -H "Idempotency-Key: $BOOT_ID" \
  -d "{\"registrationToken\":\"$REGISTRATION_TOKEN\",
       \"agent\":{\"code\":\"five-minutes\",\"mode\":\"external\",\"runtime\":\"other\"},
       \"bootId\":\"$BOOT_ID\",\"capabilities\":[]}")
AGENT_ID=$(echo "$ANSWER" | field agentId)
AGENT_TOKEN=$(echo "$ANSWER" | field agentToken)
