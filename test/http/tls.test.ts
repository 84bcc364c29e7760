/** The certificate is renewed under the running service. Needs the `openssl` command, to make certificates. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { pino } from "pino";
import { ConfigFault, readConfig } from "../../server/config.ts";
import { readPair, renewing } from "../../server/tls.ts";

const folder = mkdtempSync(join(tmpdir(), "dakehu-tls-"));
const inFolder = (name: string): string => join(folder, name);
const files = { certFile: inFolder("cert.pem"), keyFile: inFolder("key.pem") };

beforeAll(() => {
  for (const name of ["old", "new"]) {
    const made = [
      "-keyout",
      inFolder(`${name}.key`),
      "-out",
      inFolder(`${name}.cert`),
      "-subj",
      `/CN=${name}`,
    ];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...made], { stdio: "ignore" });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: "old" | "new", part: "cert" | "key"): void =>
  copyFileSync(inFolder(`${name}.${part}`), part === "cert" ? files.certFile : files.keyFile);

const shownBy = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once("error", reject);
  });

async function until(shown: string, server: Server): Promise<void> {
  for (let tries = 0; tries < 400 && (await shownBy(server)) !== shown; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(await shownBy(server)).toBe(shown);
}

test("a renewed certificate is shown without a restart; one whose key is not there yet is waited with", async () => {
  put("old", "cert");
  put("old", "key");
  const tls = { ...files, ...readPair(files) };
  const said: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void said.push(line) });
  const server = createServer(tls, (_, response) => void response.end("well"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const end = renewing(server, tls, log, 20);
  try {
    expect(await shownBy(server)).toBe("old");
    put("new", "cert");
    while (!said.some((line) => line.includes("not usable"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await shownBy(server)).toBe("old");
    put("new", "key");
    await until("new", server);
    expect(said.filter((line) => line.includes("certificate renewed"))).toHaveLength(1);
    expect(said.filter((line) => line.includes("not usable"))).toHaveLength(1);
  } finally {
    end();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test("the service does not start with a certificate and a key that do not belong together", () => {
  const read = (cert: string, key: string) =>
    readConfig({ TLS_CERT: inFolder(cert), TLS_KEY: inFolder(key) }, folder);
  expect(() => read("old.cert", "new.key")).toThrow(ConfigFault);
  writeFileSync(inFolder("empty"), "");
  expect(() => read("empty", "old.key")).toThrow(/TLS_CERT/);
  expect(read("old.cert", "old.key").tls?.certFile).toBe(inFolder("old.cert"));
});
