import { readConfig, urlOf } from "../../server/config.ts";
import { languageOf } from "../../server/http/language.ts";

describe("the environment", () => {
  test("left empty means the contract's defaults", () => {
    expect(readConfig({ PORT: "" }, "/srv/dakehu")).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: "/srv/dakehu/data",
      publicUrl: null,
      tls: null,
      trustProxy: false,
      callsPerMinute: 600,
      tokenDays: 90,
      logLevel: "info",
    });
  });

  test.each([
    [{ PORT: "many" }, "PORT"],
    [{ PORT: "70000" }, "PORT"],
    [{ DATABASE_URL: "mysql://host/db" }, "DATABASE_URL"],
    [{ PUBLIC_URL: "dakehu.example" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://dakehu.example/path" }, "PUBLIC_URL"],
    [{ TLS_CERT: "/none.pem" }, "TLS_KEY"],
    [{ TRUST_PROXY: "the one in front" }, "TRUST_PROXY"],
    [{ TRUST_PROXY: "10.0.0.0/33" }, "TRUST_PROXY"],
    [{ CALLS_PER_MINUTE: "-1" }, "CALLS_PER_MINUTE"],
    [{ TOKEN_DAYS: "0" }, "TOKEN_DAYS"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ SMTP_URL: "mail" }, "SMTP_URL"],
    [{ METRICS_TOKEN: "short" }, "METRICS_TOKEN"],
    [{ BACKUP_EVERY: "often" }, "BACKUP_EVERY"],
    [{ BACKUP_EVERY: "8d" }, "BACKUP_EVERY"],
    [{ BACKUP_KEEP: "0" }, "BACKUP_KEEP"],
  ])("%j is refused by name, in Chinese and English", (environment, name) => {
    const read = (): unknown => readConfig(environment, "/srv/dakehu");
    expect(read).toThrow(name);
    expect(read).toThrow(/\p{Script=Han}/u);
    expect(read).toThrow(/The configuration is wrong/);
  });

  test("proxies are believed by their number or their addresses, and none unless it is said", () => {
    const trusted = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }, "/").trustProxy;
    expect(trusted("")).toBe(false);
    expect(trusted("1")).toBe(1);
    expect(trusted("loopback, 10.1.0.0/16,fd00::/8")).toEqual(["loopback", "10.1.0.0/16", "fd00::/8"]);
  });

  test("backups are made every so often, and go beside the store unless another folder is named", () => {
    expect(readConfig({}, "/srv/dakehu").backup).toBeNull();
    const hour = { every: 3_600_000, keep: 48, to: "/srv/dakehu/data/backups" };
    expect(readConfig({ BACKUP_EVERY: "1h" }, "/srv/dakehu").backup).toMatchObject(hour);
    expect(
      readConfig({ BACKUP_EVERY: "1d", BACKUP_KEEP: "7", BACKUP_TO: "/mnt/nas" }, "/srv/dakehu").backup,
    ).toMatchObject({ every: 24 * 3_600_000, keep: 7, to: "/mnt/nas" });
  });

  test("every fault is named at once", () => {
    expect(() => readConfig({ PORT: "x", LOG_LEVEL: "loud" }, "/")).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  test("the address people use is PUBLIC_URL, else where the service listens", () => {
    const listening = readConfig({ HOST: "0.0.0.0" }, "/");
    expect(urlOf(listening, 3000)).toBe("http://localhost:3000");
    const published = readConfig({ PUBLIC_URL: "https://dakehu.example/" }, "/");
    expect(urlOf(published, 3000)).toBe("https://dakehu.example");
  });
});

test.each([
  [undefined, "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-GB", "en"],
  ["de-DE,en;q=0.7,zh;q=0.3", "en"],
  ["fr", "zh"],
  ["zh;q=0.1,en;q=0.9", "en"],
])("Accept-Language %s is read as %s", (header, language) => {
  expect(languageOf(header)).toBe(language);
});
