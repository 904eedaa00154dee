FROM golang:1.22
WORKDIR /src
COPY . .
RUN go build -o /gateway ./cmd/gateway
EXPOSE 8080 9090
ENTRYPOINT ["/gateway"]
