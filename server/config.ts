/** How this service is to run, from the environment (PROTOCOL.md, "Running it"). */
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { inBoth, SERVICE, type ServiceText } from "../shared/text/service.ts";
import type { OidcSettings } from "./auth/company.ts";
import { intervalOf, type Plan } from "./backup/every.ts";
import { type Pair, readPair, type TlsFiles } from "./tls.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Of PostgreSQL; null: SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Without a slash at the end; null: whatever address the service is reached by. */
  readonly publicUrl: string | null;
  readonly tls: (TlsFiles & Pair) | null;
  /** Whose word on the caller's address and protocol is believed: how many proxies, or their addresses; false: nobody's. */
  readonly trustProxy: number | readonly string[] | false;
  /** Of one token; 0: without a limit. */
  readonly callsPerMinute: number;
  /** A sign-in ends when it has not been used for so long. */
  readonly tokenDays: number;
  /** The company's own sign-in; null: by invitation only. */
  readonly oidc: OidcSettings | null;
  /** null: copies wait in the outbox. */
  readonly smtpUrl: string | null;
  /** What a monitoring system shows to read `/metrics`; null: administrators only. */
  readonly metricsToken: string | null;
  /** null: none but by command. */
  readonly backup: (Plan & { readonly said: string }) | null;
  readonly logLevel: LogLevel;
  readonly folders: Folders;
}

/** Where the files lie that are served as they are. */
export interface Folders {
  readonly addin: string;
  readonly office: string;
  readonly swagger: string;
  readonly manifest: string;
}

export type LogLevel = z.infer<typeof Level>;

/** The environment cannot be used; `message` says why, in Chinese and English. */
export class ConfigFault extends Error {
  override readonly name = "ConfigFault";
}

const Level = z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]);

/** An empty variable counts as none. */
const filled = (value: unknown): unknown => (value === "" ? undefined : value);
const says = (text: ServiceText): { error: string } => ({ error: inBoth(text) });

const whole = (fault: keyof typeof SERVICE, min: number, max: number, otherwise: number) =>
  z.preprocess(
    filled,
    z.coerce
      .number(says(SERVICE[fault]))
      .int(says(SERVICE[fault]))
      .min(min, says(SERVICE[fault]))
      .max(max, says(SERVICE[fault]))
      .default(otherwise),
  );

/** `1`, or `loopback, 10.1.0.0/16`. */
const Proxies = z.string().transform((text, context) => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = text.split(",").map((one) => one.trim());
  const known = (one: string): boolean => {
    const [address = "", bits = "0", ...more] = one.split("/");
    const version = isIP(address);
    return (
      version !== 0 && more.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
    );
  };
  if (proxies.every((one) => PROXY_NAMES.has(one) || known(one))) return proxies;
  context.addIssue({ code: "custom", message: inBoth(SERVICE.proxyFault) });
  return z.NEVER;
});
/** Over TLS, or on this very computer. */
const isProvider = (text: string): boolean =>
  URL.canParse(text) && /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/i.test(text);
/** `postgres://user:password@host:5432/name?sslmode=require` */
const isDatabase = (text: string): boolean => /^postgres(ql)?:\/\/\S+$/i.test(text) && URL.canParse(text);

const PROXY_NAMES: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

const Environment = z.object({
  PORT: whole("portFault", 0, 65_535, 3000),
  HOST: z.preprocess(filled, z.string().default("127.0.0.1")),
  DATA_DIR: z.preprocess(filled, z.string().default("./data")),
  DATABASE_URL: z.preprocess(filled, z.string().refine(isDatabase, says(SERVICE.databaseFault)).optional()),
  PUBLIC_URL: z.preprocess(
    filled,
    z
      .string()
      .refine((text) => /^https?:\/\/[^/\s?#]+\/?$/i.test(text), says(SERVICE.publicUrlFault))
      .optional(),
  ),
  TRUST_PROXY: z.preprocess(filled, Proxies.optional()),
  CALLS_PER_MINUTE: whole("callsFault", 0, 1_000_000, 600),
  TOKEN_DAYS: whole("tokenDaysFault", 1, 365, 90),
  OIDC_ISSUER: z.preprocess(filled, z.string().refine(isProvider, says(SERVICE.issuerFault)).optional()),
  OIDC_CLIENT_ID: z.preprocess(filled, z.string().optional()),
  OIDC_CLIENT_SECRET: z.preprocess(filled, z.string().optional()),
  OIDC_SCOPES: z.preprocess(
    filled,
    z
      .string()
      .refine((text) => text.split(/\s+/).includes("openid"), says(SERVICE.scopesFault))
      .default("openid profile email"),
  ),
  OIDC_ACCOUNT_CLAIM: z.preprocess(filled, z.string().default("email")),
  TLS_CERT: z.preprocess(filled, z.string().optional()),
  TLS_KEY: z.preprocess(filled, z.string().optional()),
  SMTP_URL: z.preprocess(
    filled,
    z
      .string()
      .regex(/^smtps?:\/\/\S+$/i, says(SERVICE.smtpFault))
      .optional(),
  ),
  BACKUP_EVERY: z.preprocess(
    filled,
    z
      .string()
      .refine((text) => intervalOf(text) !== undefined, says(SERVICE.backupEveryFault))
      .optional(),
  ),
  BACKUP_KEEP: whole("backupKeepFault", 1, 10_000, 48),
  BACKUP_TO: z.preprocess(filled, z.string().optional()),
  METRICS_TOKEN: z.preprocess(
    filled,
    z
      .string()
      .regex(/^\S{16,}$/, says(SERVICE.metricsTokenFault))
      .optional(),
  ),
  LOG_LEVEL: z.preprocess(filled, Level.default("info")),
});

/**
 * Reads the environment; every fault is named at once.
 *
 * @param root the project's folder, from which files are served
 * @throws ConfigFault
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    throw new ConfigFault([inBoth(SERVICE.configuration), ...parsed.error.issues.map(faultText)].join("\n"));
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, TLS_CERT, TLS_KEY, SMTP_URL, LOG_LEVEL } = parsed.data;
  const { DATABASE_URL, TRUST_PROXY, CALLS_PER_MINUTE, TOKEN_DAYS, METRICS_TOKEN } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(root, DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    publicUrl: PUBLIC_URL?.replace(/\/$/, "") ?? null,
    tls: readTls(TLS_CERT, TLS_KEY),
    trustProxy: TRUST_PROXY ?? false,
    oidc: readOidc(parsed.data),
    callsPerMinute: CALLS_PER_MINUTE,
    tokenDays: TOKEN_DAYS,
    smtpUrl: SMTP_URL ?? null,
    metricsToken: METRICS_TOKEN ?? null,
    backup: readBackup(parsed.data, environment, root),
    logLevel: LOG_LEVEL,
    folders: foldersIn(root),
  };
}

interface BackupSettings {
  readonly BACKUP_EVERY?: string | undefined;
  readonly BACKUP_KEEP: number;
  readonly BACKUP_TO?: string | undefined;
  readonly DATA_DIR: string;
}

function readBackup(
  { BACKUP_EVERY, BACKUP_KEEP: keep, BACKUP_TO, DATA_DIR }: BackupSettings,
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): Config["backup"] {
  const every = BACKUP_EVERY === undefined ? undefined : intervalOf(BACKUP_EVERY);
  if (every === undefined) return null;
  if (filled(environment.DATABASE_URL) !== undefined) {
    throw new ConfigFault(`${inBoth(SERVICE.configuration)}\n${inBoth(SERVICE.backupElsewhere)}`);
  }
  const to = BACKUP_TO === undefined ? resolve(root, DATA_DIR, "backups") : resolve(root, BACKUP_TO);
  return { every, keep, to, said: BACKUP_EVERY ?? "" };
}

export const foldersIn = (root: string): Folders => ({
  addin: join(root, "dist", "addin"),
  office: join(root, "node_modules", "@microsoft", "office-js", "dist"),
  swagger: join(root, "node_modules", "swagger-ui-dist"),
  manifest: join(root, "manifest.xml"),
});

const faultText = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  path[0] === "LOG_LEVEL" ? inBoth(SERVICE.levelFault) : message;

function readOidc(given: z.infer<typeof Environment>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET, PUBLIC_URL } = given;
  if (issuer === undefined && clientId === undefined) return null;
  if (issuer === undefined || clientId === undefined || PUBLIC_URL === undefined) {
    throw new ConfigFault(`${inBoth(SERVICE.configuration)}\n${inBoth(SERVICE.oidcFault)}`);
  }
  return {
    issuer,
    clientId,
    clientSecret: OIDC_CLIENT_SECRET ?? null,
    scopes: given.OIDC_SCOPES,
    accountClaim: given.OIDC_ACCOUNT_CLAIM,
  };
}

function readTls(cert: string | undefined, key: string | undefined): Config["tls"] {
  if (cert === undefined && key === undefined) return null;
  try {
    if (cert !== undefined && key !== undefined) {
      const files = { certFile: cert, keyFile: key };
      return { ...files, ...readPair(files) };
    }
  } catch {
    // Said below, with both names.
  }
  throw new ConfigFault(`${inBoth(SERVICE.configuration)}\n${inBoth(SERVICE.tlsFault)}`);
}

/** The address by which people reach the service. */
export const urlOf = ({ publicUrl, host, tls }: Config, port: number): string => {
  if (publicUrl !== null) return publicUrl;
  const name = host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `${tls ? "https" : "http"}://${name}:${port}`;
};
