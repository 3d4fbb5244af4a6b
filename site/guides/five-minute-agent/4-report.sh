# Every later call of the agent: its own path, its token, one JSON body.
agent() {
  curl -sS "$OPSTAGE_URL/api/agents/$AGENT_ID/$1" \
    -H 'Capsule-Contract: 1' -H "Authorization: Bearer $AGENT_TOKEN" -H 'Content-Type: application/json' -d "$2"
}

agent services/report "{\"bootId\":\"$BOOT_ID\",\"services\":[{
  \"revision\":\"1\",
  \"manifest\":{\"kind\":\"CapsuleService\",\"schemaVersion\":\"1.0\",\"code\":\"greeter\",\"name\":\"Greeter\",
    \"version\":\"1.0.0\",\"description\":\"Says hello.\",\"runtime\":\"other\",\"agentMode\":\"external\"},
  \"actions\":[{\"name\":\"greet\",\"label\":\"Greet somebody\",\"dangerLevel\":\"LOW\",
    \"requiresConfirmation\":false,\"idempotent\":true,\"cancellable\":false,
    \"inputSchema\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}}]}]}"
