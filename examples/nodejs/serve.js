// Answers with a line, on the port that PORT names.
const http = require("node:http");

const port = Number(process.env.PORT ?? 8080);
const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain");
  response.end(`Hello from Node.js ${process.versions.node}!\n`);
});

server.listen(port, () => console.log(`Listening on port ${port}`));

// The first process of a container has to say that it wants to end. Answers under way are finished.
process.on("SIGTERM", () => {
  server.close();
  server.closeIdleConnections();
});
