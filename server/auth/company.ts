/** Sign-in through the company's own OpenID Connect provider: authorization code with PKCE, state and nonce. */
import * as oidc from "openid-client";
import { z } from "zod";

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, held by PKCE alone. */
  readonly clientSecret: string | null;
  readonly scopes: string;
  /** The claim by which headquarters name an account before its first sign-in. */
  readonly accountClaim: string;
}

/** What must come back with the person, and stays in the browser meanwhile, sealed. */
export const Going = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Going = z.infer<typeof Going>;

/** Whom the provider vouches for. */
export interface CompanyIdentity {
  readonly issuer: string;
  /** The provider's own name for the person, never given to another. */
  readonly subject: string;
  /** In small letters; null where the provider says none that it has verified. */
  readonly account: string | null;
}

export interface Company {
  /** Where to send the browser, and what to keep of it. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly going: Going }>;
  /** Rejects where the provider refuses, or what came back is not what was asked for. */
  finish(returned: URL, going: Going): Promise<CompanyIdentity>;
}

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 60;

export function companyOf(settings: OidcSettings): Company {
  let known: Promise<oidc.Configuration> | undefined;
  /** Asked once; again where it failed. */
  const provider = (): Promise<oidc.Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    async begin(redirectUri) {
      const going = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        state: going.state,
        nonce: going.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(going.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, going };
    },
    async finish(returned, { state, nonce, verifier }) {
      const configuration = await provider();
      const answer = await oidc.authorizationCodeGrant(configuration, returned, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      if (!claims) throw new Error("no ID token");
      const { accountClaim } = settings;
      // Some say in the ID token who somebody is, others only when asked.
      const told =
        claims[accountClaim] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(configuration, answer.access_token, claims.sub)
          : claims;
      return { issuer: claims.iss, subject: claims.sub, account: accountIn(told, accountClaim) };
    },
  };
}

/** An address counts only where the provider has made sure of it; of another claim the operator has. */
export function accountIn(claims: Readonly<Record<string, unknown>>, claim: string): string | null {
  const value = claims[claim];
  if (typeof value !== "string" || value.trim() === "") return null;
  // Entra ID says so in `xms_edov`: the domain's owner has verified the address.
  const verified =
    claims.email_verified === true || [true, 1, "1", "true"].some((yes) => yes === claims.xms_edov);
  if (claim === "email" && !verified) return null;
  return tidyAccount(value);
}

export const tidyAccount = (account: string): string => account.normalize("NFKC").trim().toLowerCase();

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  return oidc.discovery(
    server,
    clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientSecret === null ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
    {
      timeout: TIMEOUT_SECONDS,
      // Only a provider on this very computer may be spoken to without TLS (see config.ts).
      execute: server.protocol === "http:" ? [oidc.allowInsecureRequests] : [],
    },
  );
}
