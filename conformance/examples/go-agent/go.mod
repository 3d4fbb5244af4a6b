module capsule.example/go-agent

go 1.23
