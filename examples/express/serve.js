// Answers with a line, on the port that PORT names.
const express = require("express");
const { version } = require("express/package.json");

const port = Number(process.env.PORT ?? 8080);
const app = express();
app.get("/", (request, response) => {
  response.type("text/plain").send(`Hello from Express ${version} on Node.js ${process.versions.node}!\n`);
});

const server = app.listen(port, () => console.log(`Listening on port ${port}`));

// The first process of a container has to say that it wants to end. Answers under way are finished.
process.on("SIGTERM", () => {
  server.close();
  server.closeIdleConnections();
});
