# An agent that lives in an image. `docker run` cannot be the start command: its client dies when the kit kills it, and the
# container lives on. So the kit is put beside the agent, with the Node it needs:
#
#   docker build --file agent.Dockerfile --build-arg AGENT=my-agent:latest --tag my-agent-judged .
#   docker run --rm --volume "$PWD/conformance-report:/report" my-agent-judged
#
# More words of the command line take the place of CMD. For an image of Alpine take node:24-alpine here, and
# `apk add libstdc++` after the second FROM.
ARG AGENT
FROM node:24-slim AS kit
ARG KIT=capsule-conformance@1
WORKDIR /kit
RUN npm install --no-audit --no-fund "$KIT"

FROM ${AGENT}
COPY --from=kit /usr/local/bin/node /usr/local/bin/node
COPY --from=kit /kit /kit
ENTRYPOINT ["node", "/kit/node_modules/capsule-conformance/bin/capsule-conformance.mjs"]
CMD ["agent", "--start", "python3 agent.py", "--report", "html=/report/report.html,junit=/report/junit.xml"]
