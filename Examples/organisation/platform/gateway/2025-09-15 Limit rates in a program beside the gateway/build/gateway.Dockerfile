FROM golang:1.24 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /gateway ./cmd/gateway

FROM alpine:3.20
# The certificates have to be the newest there are.
# hadolint ignore=DL3018
RUN apk add --no-cache ca-certificates
COPY --from=build /gateway /gateway
USER 65532:65532
EXPOSE 8080 9090
ENTRYPOINT ["/gateway"]
