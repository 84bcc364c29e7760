/** 用公司账号登录: there, and back. */
import type { CompanyReturn } from "../../../shared/sync/company.ts";
import type { Pane } from "../pane.ts";
import { comeIn } from "./sign-in.ts";

export const signInByCompany = (pane: Pane): Promise<void> =>
  pane.run("signIn", async () => {
    const returned = await pane.surroundings.company?.ask();
    if (returned) await arrive(pane, returned);
  });

/** The page has come back from the company's. False where it has not been there. */
export async function arriveFromCompany(pane: Pane): Promise<boolean> {
  const returned = pane.surroundings.company?.takeReturned();
  if (!returned) return false;
  pane.set({ phase: "signedOut" });
  await pane.run("signIn", () => arrive(pane, returned));
  return true;
}

async function arrive(pane: Pane, returned: CompanyReturn): Promise<void> {
  if ("code" in returned) await comeIn(pane, returned.code);
  else pane.set({ signInNote: pane.texts.signIn.companyFault[returned.fault] });
}
