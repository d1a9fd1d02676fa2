// Makes calls with the AWS SDK for JavaScript: one JSON line in, one JSON line out (see compat/clients/README.md).

import * as readline from "node:readline";
import * as apprunner from "@aws-sdk/client-apprunner";

const clients = new Map();

function client(profile, region) {
  const key = `${profile} ${region}`;
  if (!clients.has(key)) {
    clients.set(key, new apprunner.AppRunnerClient({ profile, region }));
  }
  return clients.get(key);
}

// Timestamps are Dates in the SDK's own model; JSON would make texts of them.
function plain(value) {
  if (value instanceof Date) {
    return value.getTime() / 1000;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  }
  return value;
}

async function answer({ profile, region, operation, input }) {
  const Command = apprunner[`${operation}Command`];
  try {
    const { $metadata, ...output } = await client(profile, region).send(new Command(input));
    return { requestId: $metadata.requestId, output: plain(output) };
  } catch (error) {
    if (!(error instanceof apprunner.AppRunnerServiceException)) {
      return { failure: String(error) };
    }
    return {
      refusal: {
        code: error.name,
        message: error.message,
        type: error.constructor.name,
        status: error.$metadata.httpStatusCode,
        requestId: error.$metadata.requestId,
      },
    };
  }
}

function say(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const operations = Object.keys(apprunner)
  .filter((name) => /^[A-Z].*Command$/.test(name))
  .map((name) => name.slice(0, -"Command".length));
say({ operations });
for await (const line of readline.createInterface({ input: process.stdin })) {
  say(await answer(JSON.parse(line)));
}
