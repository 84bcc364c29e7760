# 大客户通 · Dakehu: built with its development packages, run without them, as a plain user.
#   docker build -t dakehu .
#   docker run -p 3000:3000 -v dakehu-data:/data -e PUBLIC_URL=https://dakehu.example.com dakehu
FROM node:20-bookworm AS built
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run -s build && npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=built --chown=root:root /app/package.json /app/manifest.xml ./
COPY --from=built --chown=root:root /app/dist ./dist
COPY --from=built --chown=root:root /app/node_modules ./node_modules
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
EXPOSE 3000
# Time to answer what is under way and to empty the queue of writes: docker stop --time 30.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
