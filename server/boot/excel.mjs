/**
 * `npm run excel` / `npm run excel:stop`: the pane in desktop Excel (Windows, macOS), from this very service.
 *
 * The certificate for https on localhost is made and trusted by office-addin-dev-certs. The debugging tool itself is
 * fetched by npx when it is wanted: it builds a native package that servers and CI machines cannot build.
 */
import { readFile, writeFile } from "node:fs/promises";
import { run } from "./child.mjs";
import { inProject } from "./project.mjs";
import { command, getReady } from "./ready.mjs";

const DEBUGGING = "office-addin-debugging@7";
/** The address that manifest.xml carries. */
const ORIGIN = "https://localhost:3000";

await command(async () => {
  await getReady();
  const { parseNumber } = await import("office-addin-cli");
  const port = parseNumber(process.env.PORT, `PORT: ${process.env.PORT}`) ?? 3000;
  const manifest = inProject("dist", "manifest.xml");
  const text = await readFile(inProject("manifest.xml"), "utf8");
  await writeFile(manifest, text.replaceAll(ORIGIN, `https://localhost:${port}`));

  const stop = process.argv[2] === "stop";
  const args = stop
    ? ["stop", manifest]
    : [
        "start",
        manifest,
        "desktop",
        "--app",
        "excel",
        "--dev-server",
        "npm start",
        "--dev-server-port",
        String(port),
      ];
  const { code } = await run({
    command: "npx",
    args: ["--yes", DEBUGGING, ...args],
    shell: process.platform === "win32",
    env: stop ? {} : { PORT: String(port), ...(await trustedCertificate()) },
  });
  process.exitCode = code;
});

/** @returns {Promise<{ TLS_CERT: string, TLS_KEY: string }>} files, as the service's configuration names them */
async function trustedCertificate() {
  const certs = await import("office-addin-dev-certs");
  await certs.ensureCertificatesAreInstalled();
  const { localhostCertificatePath, localhostKeyPath } =
    await import("office-addin-dev-certs/lib/defaults.js");
  return { TLS_CERT: localhostCertificatePath, TLS_KEY: localhostKeyPath };
}
