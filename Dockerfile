# Not tried where this was written: there is no container engine there. Says what it takes; see docs/operations.md.
FROM node:24-bookworm-slim AS build
WORKDIR /wallet
RUN npm install --global pnpm@12.21.0
COPY . .
# The image holds what running needs: not the tests, not a browser.
RUN pnpm install --frozen-lockfile --filter "@wallet/bff..." --filter "@wallet/web..." \
  && pnpm --filter @wallet/web build

FROM node:24-bookworm-slim
WORKDIR /wallet
COPY --from=build --chown=node:node /wallet /wallet
RUN mkdir -p /wallet/data && chown node:node /wallet/data
USER node
ENV NODE_ENV=production DEMO=0 PORT=3000
EXPOSE 3000
VOLUME /wallet/data
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# Longer than it takes to let go of what was accepted: docker stop --time 15.
STOPSIGNAL SIGTERM
CMD ["node", "apps/bff/src/main.ts"]
