/** 备案: a unit's own filings with HQ's answers, and for a plant's head those of its shops, to be endorsed (R7). */
import { usePane } from "../use-pane.ts";
import { FilingDesk } from "./FilingDesk.tsx";
import { UnitWord } from "./UnitWord.tsx";

const OWN = ["all", "waiting", "asked", "accepted", "potential", "declined"] as const;
const WITH_SHOPS = ["all", "toEndorse", "waiting", "asked", "accepted", "potential", "declined"] as const;

export function OwnFilingsScreen() {
  const { state, texts } = usePane();
  const hasShops = state.session?.role === "head" && state.session.unit?.kind === "plant";
  return (
    <FilingDesk
      screen="own-filings"
      filters={hasShops ? WITH_SHOPS : OWN}
      nothing={texts.screening.filings.ownNone}
      word={UnitWord}
    />
  );
}
