module git.example.invalid/platform/gateway

go 1.22
