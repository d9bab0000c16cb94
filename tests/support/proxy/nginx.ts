/** nginx in front of a server under test: ends TLS, and serves it under a path beside other things. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type NginxOptions, nginxConfiguration } from "./nginx-configuration";

export interface Proxy {
  /** Where browsers reach it, such as `https://localhost:41234`. */
  origin: string;
  stop: () => Promise<void>;
}

const PLACES = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];
const found = () => PLACES.find((path) => existsSync(path));

/** The program; installed from Debian's packages when it is missing and this account may do that. */
function nginxProgram(): string {
  if (!found() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    // Runlevel 1: Debian would else start it for the whole machine.
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    const run = (args: string[]) => spawnSync("apt-get", args, { env, stdio: "ignore" }).status;
    const install = ["install", "-y", "--no-install-recommends", "nginx"];
    if (run(install) !== 0 && run(["update"]) === 0) run(install);
  }
  const program = found();
  if (!program) throw new Error("nginx is missing; install it: sudo apt-get install nginx");
  return program;
}

/** Starts it with a configuration, certificate and folder of its own. */
export async function startNginx(options: NginxOptions): Promise<Proxy> {
  const program = nginxProgram();
  const folder = mkdtempSync(join(tmpdir(), "foyer-nginx-"));
  makeCertificate(folder);
  const file = join(folder, "nginx.conf");
  writeFileSync(file, nginxConfiguration(folder, options));
  const child = spawn(program, ["-p", folder, "-c", file, "-e", join(folder, "error.log")], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const killed = () => child.kill("SIGTERM");
  process.once("exit", killed);
  while (child.exitCode === null && !(await accepts(options.port))) await pause(50);
  if (child.exitCode !== null) throw new Error(`nginx did not start; see ${folder}/error.log`);
  return {
    origin: `https://localhost:${options.port}`,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      process.off("exit", killed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeCertificate(folder: string): void {
  const { status, stderr } = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
    ...["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
    ...["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")],
  ]);
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
