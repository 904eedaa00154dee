ARG GO_VERSION=1.24

FROM golang:${GO_VERSION}-alpine AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o /ratelimiter ./cmd/ratelimiter

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /ratelimiter /ratelimiter
EXPOSE 8081
ENTRYPOINT ["/ratelimiter"]
