/** Whether one may sign in with the company's account here. */
import { useEffect, useState } from "react";
import { usePane } from "./use-pane.ts";

/** Does the service offer it, and can this page go there? */
export function useCompanySignIn(): boolean {
  const { service, company } = usePane().pane.surroundings;
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    if (!company) return;
    let shown = true;
    service.companySignIn().then(
      (told) => shown && setOffered(told.offered),
      // Without an answer there is the invitation.
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [service, company]);
  return offered;
}
