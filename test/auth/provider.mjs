/**
 * A real OpenID Connect provider (npm's oidc-provider) in a process of its own: it tells its address on a line, and
 * knows the people it is given. `node provider.mjs '{"redirect":"http://…","accounts":{"subject":{…claims}}}'`
 */
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { redirect, accounts, changes = {} } = JSON.parse(process.argv[2] ?? "{}");

const server = createServer();
// Whoever stands still for a while finds the line open.
server.keepAliveTimeout = 0;
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const address = server.address();
const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "dakehu",
      client_secret: "a secret + of / the company",
      redirect_uris: [redirect],
      ...changes,
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  cookies: { keys: ["of the test"] },
});
server.on("request", provider.callback());
process.stdout.write(`${issuer}\n`);
process.once("disconnect", () => process.exit());
