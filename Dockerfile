# Builds transfert and nothing around it: the image holds the program, the
# certificates that fetching the catalogue needs, and /tmp, where the rows of large
# workbooks wait. It expects DATABASE_URL.

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY web/static/package.json web/static/package-lock.json web/static/.npmrc web/static/
RUN npm ci --prefix web/static
COPY web web
COPY content content
RUN npm run --prefix web/static build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/web/static/dist web/static/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /transfert ./cmd/transfert
RUN install -d -m 1777 /image/tmp

FROM scratch
COPY --from=program /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=program /image /
COPY --from=program /transfert /transfert
USER 65532:65532
ENTRYPOINT ["/transfert"]
CMD ["serve"]
