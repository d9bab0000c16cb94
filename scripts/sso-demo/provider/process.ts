/**
 * The local provider as a process of its own: `tsx process.ts --name=NAME [--port=N] [--control] [--foyer=URL --id=ID]`.
 * Its first line is JSON with its issuer; it ends when its input does, so never after its starter.
 */
import { parseArgs } from "node:util";
import { CLIENT_SECRET, clientOf } from "./client";
import { controlOf } from "./control";
import { LocalProvider } from "./provider";

const { values } = parseArgs({
  options: {
    name: { type: "string", default: "local" },
    port: { type: "string", default: "0" },
    domain: { type: "string", default: "example.org" },
    foyer: { type: "string" },
    id: { type: "string", default: "local" },
    control: { type: "boolean", default: false },
  },
});
const { name, domain } = values;
const provider = await LocalProvider.start({ name, domain, port: Number(values.port) });
if (values.control) provider.control = controlOf(provider);
if (values.foyer) provider.setClient(clientOf(values.foyer, values.id));
console.log(JSON.stringify({ issuer: provider.issuer, secret: CLIENT_SECRET }));
process.stdin.on("end", () => process.exit(0)).resume();
