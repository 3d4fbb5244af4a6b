agent heartbeat "{\"bootId\":\"$BOOT_ID\",\"running\":[],
  \"services\":[{\"code\":\"greeter\",\"revision\":\"1\",\"health\":{\"status\":\"UP\"}}]}"
