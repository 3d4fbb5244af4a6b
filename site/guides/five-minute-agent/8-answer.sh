agent "commands/$COMMAND_ID/ack" "{\"deliveryId\":\"$DELIVERY_ID\",\"accepted\":true}"

agent "commands/$COMMAND_ID/result" \
  "{\"deliveryId\":\"$DELIVERY_ID\",\"success\":true,\"data\":{\"greeting\":\"Hello, Mira!\"}}"
