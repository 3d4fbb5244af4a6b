CLAIMED=$(agent commands/claim "{\"bootId\":\"$BOOT_ID\",\"max\":1,\"waitSeconds\":20}")
COMMAND_ID=$(echo "$CLAIMED" | grep -o 'cmd_[A-Za-z0-9_-]*' | head -1)
DELIVERY_ID=$(echo "$CLAIMED" | grep -o 'dlv_[A-Za-z0-9_-]*' | head -1)
