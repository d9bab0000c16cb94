/**
 * The local provider as a process of its own: `tsx process.ts --name=NAME [--port=N] [--control]`.
 * Its first line is JSON with its issuer; it ends when its input does, so never after its starter.
 */
import { parseArgs } from "node:util";
import { controlOf } from "./control";
import { LocalProvider } from "./provider";

const { values } = parseArgs({
  options: {
    name: { type: "string", default: "local" },
    port: { type: "string", default: "0" },
    domain: { type: "string", default: "example.org" },
    control: { type: "boolean", default: false },
  },
});
const { name, domain } = values;
const provider = await LocalProvider.start({ name, domain, port: Number(values.port) });
if (values.control) provider.control = controlOf(provider);
console.log(JSON.stringify({ issuer: provider.issuer }));
process.stdin.on("end", () => process.exit(0)).resume();
