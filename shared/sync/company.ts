/** How the service tells a page, behind the `#` of its address, what became of signing in with the company's account. */

/** A code for `POST /sign-in`, good once and for two minutes. */
export const SIGN_IN = "signin";
export const COMPANY_FAULT = "signin-fault";

export const COMPANY_FAULTS = ["unreachable", "refused", "unverified", "unknown", "expired"] as const;
export type CompanyFault = (typeof COMPANY_FAULTS)[number];

export type CompanyReturn = { readonly code: string } | { readonly fault: CompanyFault };

/** `returnIn("#signin=ABC")` is `{ code: "ABC" }`; undefined where the address says nothing of it. */
export function returnIn(hash: string): CompanyReturn | undefined {
  const [name, value = ""] = hash.replace(/^#/, "").split("=", 2);
  if (name === SIGN_IN && /^[0-9A-Z]{20,60}$/.test(value)) return { code: value };
  if (name !== COMPANY_FAULT) return undefined;
  return { fault: COMPANY_FAULTS.find((fault) => fault === value) ?? "refused" };
}
