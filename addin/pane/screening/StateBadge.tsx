/** How something stands, in a word and a colour. */
import { Badge } from "@fluentui/react-components";
import type { Entry, FilingState, RegisterAccount } from "../../../shared/sync/screening.ts";
import { usePane } from "../use-pane.ts";

type Color = "brand" | "success" | "warning" | "informative" | "danger";

const FILING_COLORS: Readonly<Record<FilingState, Color>> = {
  nominated: "brand",
  endorsed: "brand",
  asked: "warning",
  accepted: "success",
  potential: "informative",
  declined: "danger",
  withdrawn: "informative",
};

const REGISTER_COLORS: Readonly<Record<RegisterAccount["state"] | Entry["state"], Color>> = {
  registered: "success",
  nominated: "brand",
  proposed: "brand",
  potential: "informative",
  declined: "danger",
};

export function FilingBadge({ state }: { state: FilingState }) {
  const { texts } = usePane();
  return (
    <Badge appearance="tint" color={FILING_COLORS[state]}>
      {texts.screening.filingState[state]}
    </Badge>
  );
}

export function RegisterBadge({ state }: { state: RegisterAccount["state"] | Entry["state"] }) {
  const { texts } = usePane();
  const { accountState, entryState } = texts.screening;
  return (
    <Badge appearance="tint" color={REGISTER_COLORS[state]}>
      {{ ...accountState, ...entryState }[state]}
    </Badge>
  );
}
