/** How a row stands, in a word and a colour. */
import { Badge } from "@fluentui/react-components";
import { usePane } from "../use-pane.ts";
import type { RowState } from "./check-grid.ts";

const COLOURS = {
  unsent: "brand",
  removing: "important",
  waiting: "warning",
  accepted: "success",
  conflict: "warning",
  faulty: "danger",
  blank: "subtle",
} as const satisfies Record<RowState, string>;

export function StateMark({ state }: { state: RowState }) {
  const { texts } = usePane();
  return (
    <Badge appearance="tint" color={COLOURS[state]}>
      {texts.grid.state[state]}
    </Badge>
  );
}
